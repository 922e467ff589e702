import type { Network } from '../../terminal/hospital/network.ts';
import type { Answer } from './answer.ts';
import { type Front, plainFront, receive } from './arrival.ts';

export interface InProcessOptions {
  readonly answer: Answer;
  /** The base address the terminal is configured with; what does not begin with it finds nobody. */
  readonly baseUrl: string;
  readonly front?: Front;
}

/** A network with the hospital directly behind it. Nothing but promises: the same calls settle in the same order. */
export function createInProcessNetwork({ answer, baseUrl, front = plainFront }: InProcessOptions): Network {
  return ({ method, url, body, signal }) =>
    new Promise((resolve, reject) => {
      const abort = () => reject(new Error('aborted'));
      if (signal.aborted) return abort();
      if (!url.startsWith(`${baseUrl}/`)) return reject(new Error('nobody there'));
      signal.addEventListener('abort', abort, { once: true });
      const request = { method, url: url.slice(baseUrl.length), ...(body === undefined ? {} : { body }) };
      receive(answer, front, request, signal).then(resolve, reject);
    });
}
