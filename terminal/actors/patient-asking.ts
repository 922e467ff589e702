import { type Clock, sleep } from '../../device-drivers/contract/clock.ts';
import type { Reply } from '../hospital/client.ts';

/** Questions to the hospital while a card, a report or a record waits for its answer. */
const mostAsks = 4;

/** An answer that is final: granted or refused. */
type Answer<T, Code extends string> = Exclude<Reply<T, Code>, { readonly failure: 'unknown' }>;

/**
 * Asks the same thing until there is an answer, waiting twice as long each time; nothing where none came, or where `signal`
 * stopped it. What is granted and not `usable` is asked for again.
 */
export async function askPatiently<T, Code extends string>(
  ask: () => Promise<Reply<T, Code>>,
  clock: Clock,
  signal: AbortSignal,
  usable: (value: T) => boolean = () => true,
): Promise<Answer<T, Code> | undefined> {
  for (let asks = 0; asks < mostAsks && !signal.aborted; asks++) {
    const reply = await ask();
    if (reply.ok ? usable(reply.value) : reply.failure === 'refused') return reply as Answer<T, Code>;
    await sleep(clock, 1000 * 2 ** asks, signal);
  }
  return undefined;
}
