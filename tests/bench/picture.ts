/** The ratios as a picture: horizontal bars that begin at nothing, a mark where the target lies, whiskers for the rounds. */
import { spreadInWords, targetInSigns } from './page.ts';
import { type Figure, inOrder, type Records } from './record.ts';
import type { Spread } from './statistics.ts';

/** Everything in pixels. */
const width = 900;
const labels = 310;
const figures = 200;
const rowHeight = 26;
const bar = 12;
const head = 40;
const room = width - labels - figures;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Light or dark as the page it stands on. Verdicts differ by more than their colour: they are written out too. */
const style = `
  text { font: 13px system-ui, sans-serif; fill: #1f2328; }
  .quiet { fill: #59636e; }
  .title { font-weight: 600; }
  .met { fill: #2f7d5b; } .undecided { fill: #9a6700; } .missed { fill: #b3392f; } .beside { fill: #8c959f; }
  .whisker { stroke: #1f2328; stroke-width: 1.5; fill: none; }
  .target { stroke: #0b5cad; stroke-width: 2; }
  .allowed { fill: #0b5cad; opacity: 0.12; }
  .ground { fill: #ffffff; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; } .quiet { fill: #9198a1; }
    .met { fill: #4fb286; } .undecided { fill: #d29922; } .missed { fill: #f0776c; } .beside { fill: #656c76; }
    .whisker { stroke: #e6edf3; } .target { stroke: #79b8ff; } .allowed { fill: #79b8ff; opacity: 0.16; }
    .ground { fill: #0d1117; }
  }`;

interface Row {
  readonly label: string;
  readonly words: string;
  readonly looks: 'met' | 'undecided' | 'missed' | 'beside';
  /** In parts of the room there is. */
  readonly spread: Spread;
  readonly target?: { readonly at: number; readonly allows: 'less' | 'more' };
}

/** A bar that is longer than there is room goes to the edge, and its end says that it goes on. */
function drawnRow({ label, words, looks, spread, target }: Row, top: number): string {
  const x = (part: number) => Math.round(labels + Math.max(0, Math.min(part, 1)) * room);
  const [from, to, end] = [x(spread.least), x(spread.greatest), x(spread.median)];
  const middle = top + rowHeight / 2;
  const allowed = target && (target.allows === 'less' ? [labels, x(target.at)] : [x(target.at), labels + room]);
  const [begins = 0, stops = 0] = allowed ?? [];
  return [
    allowed &&
      `<rect class="allowed" x="${begins}" y="${top + 2}" width="${stops - begins}" height="${rowHeight - 4}"/>`,
    `<text x="0" y="${middle + 4}">${escaped(label)}</text>`,
    `<rect class="${looks}" x="${labels}" y="${middle - bar / 2}" width="${Math.max(end - labels, 1)}" height="${bar}"/>`,
    spread.median > 1 && `<path class="${looks}" d="M${end} ${middle - bar / 2} l8 ${bar / 2} l-8 ${bar / 2} z"/>`,
    to > from &&
      `<path class="whisker" d="M${from} ${middle - 4} v8 M${from} ${middle} H${to} M${to} ${middle - 4} v8"/>`,
    target && `<path class="target" d="M${x(target.at)} ${top + 2} v${rowHeight - 4}"/>`,
    `<text class="quiet" x="${labels + room + 16}" y="${middle + 4}">${escaped(words)}</text>`,
  ]
    .filter((it) => typeof it === 'string')
    .join('\n');
}

function drawn(title: string, about: string, rows: readonly Row[]): string {
  const height = head + rows.length * rowHeight + 8;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-16 -8 ${width + 32} ${height + 16}" width="${width + 32}" role="img" aria-label="${escaped(`${title}. ${about}`)}">
<style>${style}
</style>
<rect class="ground" x="-16" y="-8" width="${width + 32}" height="${height + 16}" rx="8"/>
<text class="title" x="0" y="16">${escaped(title)}</text>
<text class="quiet" x="${labels}" y="16">${escaped(about)}</text>
${rows.map((row, at) => drawnRow(row, head + at * rowHeight)).join('\n')}
</svg>
`;
}

const scaled = ({ median, least, greatest }: Spread, by: number): Spread => ({
  median: median * by,
  least: least * by,
  greatest: greatest * by,
});

/** What each is about, in as few words as stand beside a bar. */
const titles: Readonly<Record<string, string>> = {
  P1: 'serial line',
  P2: 'journal',
  P3: 'flow host',
  P4: 'simulation',
  P5: 'hub intake',
  P6: 'dashboard',
  P7: 'page, zipped',
  P8: 'tap to paint',
  P9: 'receipt bytes',
  P10: 'signed requests',
};

/** Where the target of every row stands: what is at most, may reach to it; what is at least, goes beyond it. */
const targetAt = 0.6;

function rowOf(name: string, { of, spread, target, verdict }: Figure): Row {
  return {
    label: [name, titles[name], of].filter((it) => it !== undefined).join(' '),
    words: `${spreadInWords({ ...spread, least: spread.median, greatest: spread.median })}  ${targetInSigns(target)}  ${verdict}`,
    looks: verdict,
    spread: scaled(spread, targetAt / target.value),
    target: { at: targetAt, allows: target.bound === 'atLeast' ? 'more' : 'less' },
  };
}

/** All ratios, each in a scale of its own in which its target lies at the same place. */
export const targetsPicture = (records: Records): string =>
  drawn(
    'Ratios and their targets',
    'bars reach into the shaded side where the target is met; whiskers: the rounds',
    inOrder(records).flatMap(([name, { figures: of }]) =>
      of.filter(({ target }) => target.value > 0).map((figure) => rowOf(name, figure)),
    ),
  );

/** What was taken along in the lines' ratio, beside the drivers: how much of a line's time each of them makes use of. */
export function linesPicture({ P1 }: Records): string | undefined {
  if (!P1) return undefined;
  const rows = P1.beside
    .filter(({ name, control }) => !control && !name.includes('first question'))
    .map(
      ({ name, spread }): Row => ({
        label: name.replace('a driver that sleeps 100 ms', 'sleeping 100 ms'),
        words: spreadInWords(spread),
        looks: name.endsWith(': driver') ? 'met' : 'beside',
        spread,
      }),
    );
  return drawn('Use made of a serial line', 'time the line alone must take ÷ time taken; the edge is 1', rows);
}
