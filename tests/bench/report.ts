import type { Beside, Finding, Measurement, Ratio } from './ratio.ts';
import { type Spread, type Target, verdictOf } from './statistics.ts';

type Figures<T> = T | Record<string, T>;

/** A ratio in the last line of the output. Where it is several numbers, each field is an object of them. */
export interface Entry {
  readonly value: Figures<number>;
  readonly spread: Figures<readonly [least: number, greatest: number]>;
  readonly target: Figures<number>;
  /** Whether every median is within its target. */
  readonly met: boolean;
}

/** One part in a thousand is far below what rounds differ by. */
const rounded = (value: number): number => Number(value.toFixed(3));

const verdictIn = ({ spread, target }: Finding) => verdictOf(spread, target);

/** Whether some figure was past its target in every round. One that lies on both sides is not met, and no miss either. */
export const isMissed = (findings: readonly Finding[]): boolean => findings.some((it) => verdictIn(it) === 'missed');

export function entryOf(findings: readonly Finding[]): Entry {
  const figures = <T>(figure: (finding: Finding) => T): Figures<T> => {
    const [only] = findings;
    if (findings.length === 1 && only && only.of === undefined) return figure(only);
    return Object.fromEntries(findings.map((finding) => [finding.of ?? '', figure(finding)]));
  };
  return {
    value: figures(({ spread }) => rounded(spread.median)),
    spread: figures(({ spread }) => [rounded(spread.least), rounded(spread.greatest)] as const),
    target: figures(({ target }) => target.value),
    met: findings.every((it) => verdictIn(it) === 'met'),
  };
}

export const figure = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(3));

const inWords = ({ median, least, greatest }: Spread): string => {
  const range = least === greatest ? '' : `  (${figure(least)} to ${figure(greatest)})`;
  return `${figure(median).padStart(7)}${range}`;
};

export const targetInWords = ({ bound, value }: Target): string =>
  `${bound === 'atLeast' ? 'at least' : 'at most'} ${value}`;

const verdictInWords = {
  met: 'met',
  undecided: 'undecided: the rounds lie on both sides',
  missed: 'MISSED: every round is past it',
} as const;

/** What a person reads: the median of the rounds, their spread, the target, the verdict. */
export function linesOf({ name, about }: Ratio, measurement: Measurement): string[] {
  const head = `${name}  ${about}`;
  if ('leftOut' in measurement) return [head, `    left out: ${measurement.leftOut}`];
  const nameOf = ({ name, control }: Beside) => (control ? `A/A: ${name}` : name);
  const names = [...measurement.findings.map(({ of = '' }) => of), ...measurement.beside.map(nameOf)];
  const width = Math.max(...names.map((it) => it.length));
  return [
    head,
    ...measurement.findings.map(({ of = '', spread, target }) => {
      const verdict = verdictInWords[verdictOf(spread, target)];
      return `    ${of.padEnd(width)} ${inWords(spread)}  target ${targetInWords(target)}: ${verdict}`;
    }),
    ...measurement.beside.map((it) => `    ${nameOf(it).padEnd(width)} ${inWords(it.spread)}`),
    ...(measurement.without === undefined ? [] : [`    left out: ${measurement.without}`]),
  ];
}
