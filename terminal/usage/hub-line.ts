import type { Clock } from '../../device-drivers/contract/clock.ts';
import type { Network, NetworkReply } from '../hospital/network.ts';
import { type hubPaths, signatureHeader, signedText } from '../hub-contract.ts';
import type { Signer } from '../ports.ts';

export interface HubLine {
  readonly network: Network;
  readonly clock: Clock;
  readonly signer: Signer;
  /** Where the hub's paths begin. */
  readonly hubUrl: string;
}

const answerWithin = 10_000;

/** Sends the hub a signed message. Nothing when no answer came in time, or `signal` aborted. */
export async function tellHub(
  { network, clock, signer, hubUrl }: HubLine,
  path: (typeof hubPaths)[keyof typeof hubPaths],
  message: object,
  signal: AbortSignal,
): Promise<NetworkReply | undefined> {
  const stop = new AbortController();
  const cancel = clock.after(answerWithin, () => stop.abort());
  const end = () => stop.abort();
  signal.addEventListener('abort', end);
  const body = JSON.stringify(message);
  try {
    return await network({
      method: 'POST',
      url: hubUrl.replace(/\/$/, '') + path,
      headers: { 'content-type': 'application/json', [signatureHeader]: signer.sign(signedText(path, body)) },
      body,
      signal: stop.signal,
    });
  } catch {
    return undefined;
  } finally {
    cancel();
    signal.removeEventListener('abort', end);
  }
}

export function jsonOf({ body }: NetworkReply): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
