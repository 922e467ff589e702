import * as v from 'valibot';
import type { NetworkReply } from '../hospital/network.ts';
import { jsonOf } from './hub-line.ts';

const Refusal = v.object({ code: v.pipe(v.string(), v.regex(/^[a-zA-Z]{1,40}$/)) });

/**
 * The code by which the hub refuses a request for what it is. Nothing where it was merely not taken now: too many
 * requests, a fault of the hub's, somebody else's page.
 */
export function refusalIn(reply: NetworkReply): string | undefined {
  if (reply.status < 400 || reply.status >= 500 || reply.status === 408 || reply.status === 429) return undefined;
  const read = v.safeParse(Refusal, jsonOf(reply));
  return read.success ? read.output.code : undefined;
}
