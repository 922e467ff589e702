/** What of `docs/performance.md` is written by the bench itself. */
import { inOrder, type Records, type Taken } from './record.ts';
import type { Spread, Target } from './statistics.ts';

const number = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const figure = (value: number): string => (Math.abs(value) >= 1_000 ? whole : number).format(value);

export const spreadInWords = ({ median, least, greatest }: Spread): string =>
  least === greatest ? figure(median) : `${figure(median)} (${figure(least)} – ${figure(greatest)})`;

export const targetInSigns = ({ bound, value }: Target): string =>
  `${bound === 'atLeast' ? '≥' : '≤'} ${figure(value)}`;

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const rule = (cells: number): string => row(...Array.from({ length: cells }, () => '---'));

const verdicts = { met: 'met', undecided: 'undecided', missed: '**missed**' } as const;

function rowsOf(name: string, { about, figures, beside, date, command }: Taken): string[] {
  const controls = beside.filter(({ control }) => control);
  const again = controls.map(({ name: what, spread }) => `${what}: ${spreadInWords(spread)}`).join('<br>');
  return figures.map(({ of, spread, target, verdict }, at) =>
    row(
      ...(at === 0 ? [`**${name}**`, about] : ['', '']),
      of ?? '',
      targetInSigns(target),
      spreadInWords(spread),
      verdicts[verdict],
      ...(at === 0 ? [again, `\`${command}\`, ${date}`] : ['', '']),
    ),
  );
}

/** The ratios, each against its target. */
export function table(records: Records): string {
  const taken = inOrder(records);
  const machines = new Map<string, string[]>();
  for (const [name, { machine }] of taken) machines.set(machine, [...(machines.get(machine) ?? []), name]);
  const lacking = taken.flatMap(([name, { without }]) =>
    without === undefined ? [] : [`${name} without ${without}.`],
  );
  return [
    row('', 'what ÷ beside what', 'of', 'target', 'median (least – greatest)', 'verdict', 'A/A', 'taken by'),
    rule(8),
    ...taken.flatMap(([name, it]) => rowsOf(name, it)),
    '',
    ...[...machines].map(([machine, names]) => `${names.join(', ')}: ${machine}.`),
    ...lacking,
  ].join('\n');
}

/** What was taken along, by ratio. */
export const besides = (records: Records): string =>
  [
    row('', 'beside it', 'median (least – greatest)'),
    rule(3),
    ...inOrder(records).flatMap(([name, { beside }]) =>
      beside
        .filter(({ control }) => !control)
        .map((it, at) => row(at === 0 ? `**${name}**` : '', it.name, spreadInWords(it.spread))),
    ),
  ].join('\n');

/** The page with one of its parts written anew. A part stands between two comments with its name. */
export function withPart(page: string, name: string, text: string): string {
  const [begins, ends] = [`<!-- bench: ${name} -->\n`, `<!-- end of ${name} -->`];
  const [from, to] = [page.indexOf(begins), page.indexOf(ends)];
  if (from < 0 || to < from) throw new Error(`the page has no place for ${name}`);
  return `${page.slice(0, from + begins.length)}\n${text}\n\n${page.slice(to)}`;
}
