import type { RequestHandler } from 'msw';
import { setupWorker } from 'msw/browser';

export interface HospitalWorker {
  /** Whether requests leave the page for the service worker; where there can be none, they are caught inside the page. */
  readonly inServiceWorker: boolean;
}

export interface HospitalWorkerOptions {
  readonly handlers: RequestHandler[];
  /** Called for each request the hospital has answered. */
  readonly answered: () => void;
}

/**
 * Puts the hospital behind the page's own `fetch`. The worker's script lies beside the page, so that its scope is the
 * page's folder and nothing else of the site. Rejects when the browser refuses the worker.
 */
export async function startHospitalWorker({ handlers, answered }: HospitalWorkerOptions): Promise<HospitalWorker> {
  const worker = setupWorker(...handlers);
  worker.events.on('response:mocked', answered);
  const registration = await worker.start({
    serviceWorker: { url: 'mockServiceWorker.js' },
    onUnhandledFrame: 'bypass',
    quiet: true,
  });
  return { inServiceWorker: registration !== undefined };
}
