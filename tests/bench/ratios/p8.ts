import { type Glass, openGlass, steps } from '../glass/glass.ts';
import type { Beside, Ratio } from '../ratio.ts';
import { inRounds, usualRounds } from '../rounds.ts';
import { atMost, medianOf, roundByRound, spreadOf } from '../statistics.ts';

/** The mini computers that stand in terminals are some four times slower than a machine one programs on. */
const judged = 4;
const others = [1, 6];
const startRounds = 5;

/** The least sample that at most two in a hundred are above. */
export function percentile98(samples: readonly number[]): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.98) - 1] ?? Number.NaN;
}

/** Sides take turns tap by tap; a round is a whole walk of taps. */
const inWalks = (samples: readonly number[]): number[][] =>
  Array.from({ length: samples.length / steps }, (_, round) => samples.slice(round * steps, (round + 1) * steps));

interface Taken {
  readonly page: number[][];
  readonly again: number[][];
  readonly toggle: number[][];
}

async function taken(glass: Glass, rate: number, control: boolean): Promise<Taken> {
  await glass.throttle(rate);
  const tap = (what: 'page' | 'toggle') => (round: number) => glass.tap(what, (round + steps) % steps);
  const sides = { page: tap('page'), toggle: tap('toggle') };
  for (let step = 0; step < steps; step++) await glass.tap('page', step);
  const rounds = usualRounds * steps;
  if (!control) {
    const { page, toggle } = await inRounds(sides, rounds);
    return { page: inWalks(page), again: [], toggle: inWalks(toggle) };
  }
  const { page, toggle, again } = await inRounds({ ...sides, again: tap('page') }, rounds);
  return { page: inWalks(page), again: inWalks(again), toggle: inWalks(toggle) };
}

const ratioOf = (over: number[][], under: number[][]) => roundByRound(over.map(medianOf), under.map(medianOf));

const inMilliseconds = (rate: number, { page, toggle }: Taken): Beside[] => [
  { name: `tap to next screen at ${rate}×, ms`, spread: spreadOf(page.map(medianOf)) },
  { name: `tap to empty toggle at ${rate}×, ms`, spread: spreadOf(toggle.map(medianOf)) },
];

export const tapToPaint: Ratio = {
  name: 'P8',
  about:
    'tap to the next screen painted ÷ tap to an empty button’s colour painted, in the same page, slowed 1, 4, 6 times',
  async measure() {
    const glass = await openGlass();
    try {
      const slowed = await taken(glass, judged, true);
      const presses = await inRounds({ press: () => glass.press(1) });
      const slowest = slowed.page.map((walk, round) => percentile98([...walk, ...(slowed.again[round] ?? [])]));
      const beside: Beside[] = [
        {
          name: `page ÷ the same page at ${judged}×`,
          spread: spreadOf(ratioOf(slowed.page, slowed.again)),
          control: true,
        },
        ...inMilliseconds(judged, slowed),
        { name: `touch to the pressed look at ${judged}×, ms`, spread: spreadOf(presses.press) },
      ];
      for (const rate of others) {
        const walks = await taken(glass, rate, false);
        beside.push({ name: `page ÷ toggle at ${rate}×`, spread: spreadOf(ratioOf(walks.page, walks.toggle)) });
        beside.push(...inMilliseconds(rate, walks));
      }
      await glass.throttle(1);
      const starts = await inRounds(
        { page: () => glass.start('page'), empty: () => glass.start('empty') },
        startRounds,
      );
      beside.push({ name: 'browser’s start to the welcome, ms', spread: spreadOf(starts.page) });
      beside.push({ name: 'browser’s start to an empty page, ms', spread: spreadOf(starts.empty) });
      return {
        findings: [
          {
            of: `page ÷ toggle at ${judged}×`,
            spread: spreadOf(ratioOf(slowed.page, slowed.toggle)),
            target: atMost(1.8),
          },
          { of: `98th percentile at ${judged}×, ms`, spread: spreadOf(slowest), target: atMost(100) },
        ],
        beside,
      };
    } finally {
      await glass.close();
    }
  },
};
