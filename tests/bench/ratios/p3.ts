import { settle } from '../../../simulator/world/settle.ts';
import { bareSide, hostedSide, tapTimes } from '../flow/sides.ts';
import type { Measurement, Ratio } from '../ratio.ts';
import { inRounds, usualRounds } from '../rounds.ts';
import { atMost, medianOf, roundByRound, spreadOf } from '../statistics.ts';

/** In a round. */
const usualVisits = 60;
/** Until the compiler has seen everything often enough. */
const warming = 200;

/** Each tap of the visit at its median, which is free of what interrupts the machine; and the mean of those. */
function meanOfTaps(visits: readonly (readonly number[])[]): number {
  const taps = visits[0]?.map((_, tap) => medianOf(visits.map((times) => times[tap] ?? Number.NaN))) ?? [];
  return taps.reduce((sum, time) => sum + time, 0) / taps.length;
}

export async function measureHost(rounds = usualRounds, visits = usualVisits, warm = warming): Promise<Measurement> {
  const sides = { host: hostedSide(), again: hostedSide(), bare: bareSide(), bareAgain: bareSide() };
  await settle();
  const names = Object.keys(sides) as (keyof typeof sides)[];
  for (let visit = 0; visit < warm; visit++) for (const name of names) await tapTimes(sides[name]);
  const walk = (name: keyof typeof sides) => () => tapTimes(sides[name]);
  const taken = await inRounds(
    { host: walk('host'), again: walk('again'), bare: walk('bare'), bareAgain: walk('bareAgain') },
    rounds * visits,
  );
  const perTap = (visitsOf: readonly (readonly number[])[]) =>
    Array.from({ length: rounds }, (_, round) => meanOfTaps(visitsOf.slice(round * visits, (round + 1) * visits)));
  const host = perTap(taken.host);
  const bare = perTap(taken.bare);
  const over = (a: readonly number[], b: readonly number[]) => spreadOf(roundByRound(a, b));
  return {
    findings: [{ spread: over(host, bare), target: atMost(1.5) }],
    beside: [
      { name: 'host ÷ the same host', spread: over(host, perTap(taken.again)), control: true },
      { name: 'bare ÷ bare', spread: over(bare, perTap(taken.bareAgain)), control: true },
      { name: 'a tap through the host, µs', spread: spreadOf(host) },
      { name: 'its events into the bare machines, µs', spread: spreadOf(bare) },
    ],
  };
}

export const flowHost: Ratio = {
  name: 'P3',
  about:
    'time from a tap to the next screen’s value ÷ time XState alone takes for the same events in the same machines',
  measure: () => measureHost(),
};
