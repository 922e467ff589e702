import type { VerbName } from '../../terminal/hospital/contract.ts';
import type { NetworkReply } from '../../terminal/hospital/network.ts';
import type { Answer, HospitalRequest } from './answer.ts';
import { matchRoute } from './route.ts';

/** A request on its way to the hospital. */
export interface Arrival extends HospitalRequest {
  /** Absent when the request asks for nothing the contract has. */
  readonly verb?: VerbName;
  /** Aborts when whoever asked stopped waiting. */
  readonly signal: AbortSignal;
}

/**
 * What stands between the line and the hospital. `proceed` lets the request act, now, and gives the reply; it may be
 * called never, later, or more than once. A rejection is a broken connection.
 */
export type Front = (arrival: Arrival, proceed: () => NetworkReply) => Promise<NetworkReply>;

export const plainFront: Front = async (_, proceed) => proceed();

/** Takes a request in: names the verb it asks for and hands it to the front. */
export function receive(answer: Answer, front: Front, request: HospitalRequest, signal: AbortSignal) {
  const match = matchRoute(request.method, request.url.split('?', 1)[0] ?? '');
  const arrival: Arrival = { ...request, signal, ...(match.found ? { verb: match.name } : {}) };
  return front(arrival, () => answer(request));
}
