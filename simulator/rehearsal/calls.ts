import type { VerbName } from '../../terminal/hospital/contract.ts';
import type { Network, NetworkReply, NetworkRequest } from '../../terminal/hospital/network.ts';
import { matchRoute } from '../hospital/route.ts';
import type { Timeline } from './timeline.ts';

/** Asked every few seconds; noted when the answer is another one. */
const repeated: readonly VerbName[] = ['listNotices', 'getCapabilities'];

/** A network that notes on the timeline what was asked, and what came of it. */
export function notedCalls(network: Network, now: () => number, hospitalUrl: string, timeline: Timeline): Network {
  /** What was answered last to what is asked all day long. */
  const usual = new Map<string, string>();
  return async (request) => {
    const asked = now();
    const words = wordsOf(request, hospitalUrl);
    const again = repeated.some((verb) => words.startsWith(`${verb} `));
    if (!again) timeline.note({ kind: 'call', words });
    const seconds = () => (now() - asked) / 1000;
    try {
      const reply = await network(request);
      const { status } = reply;
      if (again && usual.get(words) === `${status} ${reply.body}`) return reply;
      usual.set(words, `${status} ${reply.body}`);
      timeline.note({ kind: 'reply', words: `${words} → ${status}${codeOf(reply)}`, status, seconds: seconds() });
      return reply;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      timeline.note({ kind: 'reply', words: `${words} → ${why}`, seconds: seconds() });
      throw error;
    }
  };
}

/** The verb of the contract and the path it was asked under; of anybody else, the method and the path. */
function wordsOf({ method, url }: NetworkRequest, hospitalUrl: string): string {
  if (!url.startsWith(`${hospitalUrl}/`)) return `${method} ${new URL(url).pathname} (hub)`;
  const path = url.slice(hospitalUrl.length);
  const match = matchRoute(method, path.split('?', 1)[0] ?? '');
  return match.found ? `${match.name} ${path}` : `${method} ${path}`;
}

/** The code of a refusal. */
function codeOf({ status, body }: NetworkReply): string {
  if (status < 400) return '';
  try {
    const { code } = JSON.parse(body) as { code?: unknown };
    return typeof code === 'string' ? ` ${code}` : '';
  } catch {
    return '';
  }
}
