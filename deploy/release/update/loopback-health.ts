import * as v from 'valibot';
import type { Clock } from '../../../device-drivers/contract/clock.ts';
import type { Health } from './machine.ts';

/** Of what a program says of itself, what matters here. */
const Said = v.object({
  visit: v.optional(v.boolean(), false),
  openOrders: v.optional(v.number(), 0),
  screen: v.optional(v.boolean()),
  release: v.optional(v.string()),
});

const answersWithin = 5_000;

/** What a program answers on loopback: 200 when it is well, and what it says of visits, orders and screen. */
export const askHealth = async (ask: typeof fetch, clock: Clock, url: string): Promise<Health | undefined> => {
  const life = new AbortController();
  const cancel = clock.after(answersWithin, () => life.abort());
  try {
    const response = await ask(url, { signal: life.signal, redirect: 'error' });
    const said = v.safeParse(Said, await response.json().catch(() => ({})));
    if (!said.success) return { good: response.ok, busy: false };
    const { visit, openOrders, screen, release } = said.output;
    return {
      good: response.ok,
      busy: visit || openOrders > 0,
      ...(screen !== undefined && { screen }),
      ...(release !== undefined && { release }),
    };
  } catch {
    return undefined;
  } finally {
    cancel();
  }
};
