import type { Network } from './network.ts';

/**
 * The network over the platform's `fetch`. A redirect breaks the exchange: a terminal asks its hospital and nobody whom
 * a captive portal names instead.
 */
export function createFetchNetwork(fetch: typeof globalThis.fetch): Network {
  return async ({ method, url, headers, body, signal }) => {
    const reply = await fetch(url, {
      method,
      headers,
      signal,
      ...(body === undefined ? {} : { body }),
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
    });
    return { status: reply.status, headers: Object.fromEntries(reply.headers), body: await reply.text() };
  };
}
