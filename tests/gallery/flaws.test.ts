/** The gallery's own eyes: each thing they look for is found on a page that was spoilt, and on that page alone. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { faint } from './faint.ts';
import { flaws } from './flaws.ts';
import { sceneOf } from './recorded.ts';
import { openStand, type Stand } from './stand.ts';
import type { Look } from './variants.ts';
import { bringAxe, violations } from './violations.ts';

let stand: Stand;
beforeAll(async () => {
  stand = await openStand();
  await bringAxe(stand.page);
}, 60_000);
afterAll(() => stand?.close());

/** Ways to spoil the page of a payment, by a rule of style for one of its elements. */
interface Spoilt {
  readonly what: string;
  readonly selector: string;
  readonly style: Readonly<Record<string, string>>;
  readonly look?: Look;
  readonly found: RegExp;
}

async function spoil({ selector, style, look = 'standard' }: Spoilt): Promise<void> {
  await stand.showScene(sceneOf('menu'), 'zh', look);
  await stand.page.evaluate(
    ([selector, style]) => {
      for (const element of document.querySelectorAll<HTMLElement>(selector)) Object.assign(element.style, style);
    },
    [selector, style] as const,
  );
}
// The page keeps its elements from one screen to the next: another screen in between drops what was done to them.
beforeEach(() => stand.showScene(sceneOf('starting'), 'zh', 'standard').then(() => undefined));

const missed: readonly Spoilt[] = [
  {
    what: 'a small target',
    selector: '.end',
    style: { minHeight: '0', height: '50px' },
    found: /^target of .* 12\.5 mm/,
  },
  { what: 'a target off the glass', selector: '.end', style: { translate: '0 200px' }, found: /^outside the glass/ },
  { what: 'targets side by side', selector: '.comfort-bar', style: { gap: '4px' }, found: /^nearer than 3 mm/ },
  { what: 'small letters', selector: '.end', style: { fontSize: '14px' }, found: /^letters of 3\.5 mm/ },
  {
    what: 'letters that are small for those who want them large',
    selector: '.end',
    style: { fontSize: '20px' },
    look: 'elder',
    found: /^letters of 5\.0 mm/,
  },
  {
    what: 'text cut off',
    selector: '.end',
    style: { width: '70px', minWidth: '0', overflow: 'hidden', whiteSpace: 'nowrap', justifyContent: 'start' },
    found: /^too wide/,
  },
  {
    what: 'text that ends in dots',
    selector: '.end span',
    style: { display: 'block', width: '30px', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
    found: /^ends in dots/,
  },
  {
    what: 'text that leaves its button',
    selector: '.end span',
    style: { display: 'block', translate: '120px' },
    found: /^text leaves its box/,
  },
  {
    what: 'text under something else',
    selector: '.comfort-bar',
    style: { translate: '0 -84px', background: '#fff' },
    found: /lies over: 结束办理/,
  },
  {
    what: 'a sentence of too many lines',
    selector: '.sentence span',
    style: { width: '4em', whiteSpace: 'normal' },
    found: /^\d lines instead of 1/,
  },
  {
    what: 'a target out of reach',
    selector: '.end',
    style: { translate: '0 -1200px' },
    look: 'lowered',
    found: /^not in the lower half/,
  },
];

describe('what an eye or a finger would miss', () => {
  test.each(missed)('$what', async (spoilt) => {
    await spoil({ ...spoilt, style: {} });
    expect((await stand.page.evaluate(flaws, 102)).filter((it) => spoilt.found.test(it))).toEqual([]);
    await spoil(spoilt);
    expect(await stand.page.evaluate(flaws, 102)).toContainEqual(expect.stringMatching(spoilt.found));
  });

  test('a target of few pixels, on a glass of few', async () => {
    const short = { selector: '.end', style: { minHeight: '0', height: '40px' } };
    await spoil({ what: 'a low target', found: /./, ...short });
    const small = (await stand.page.evaluate(flaws, 60)).filter((it) => /^target .*<quiet end>/.test(it));
    expect(small).toEqual([expect.stringContaining('16.9 mm')]);
  });

  test('what is cut off on purpose says so', async () => {
    const [cut] = missed.filter(({ what }) => what === 'text that ends in dots');
    if (!cut) throw new Error('nothing ends in dots');
    await spoil(cut);
    await stand.page.evaluate(() => document.querySelector('.end span')?.setAttribute('data-clamped', ''));
    expect((await stand.page.evaluate(flaws, 102)).filter((it) => cut.found.test(it))).toEqual([]);
  });
});

const faded: readonly (Spoilt & { readonly kind: 'words' | 'edges' })[] = [
  {
    kind: 'words',
    what: 'faint letters',
    selector: '.end',
    style: { color: '#777' },
    found: /^letters of 4\.\d+ : 1: 结束办理/,
  },
  {
    kind: 'words',
    what: 'letters half transparent',
    selector: '.end',
    style: { color: 'rgb(15 37 41 / 50%)' },
    found: /^letters of \d\.\d+ : 1: 结束办理/,
  },
  {
    kind: 'words',
    what: 'letters on what lies beneath them by chance',
    selector: '.comfort-bar',
    style: { background: 'var(--accent)' },
    found: /^letters of \d\.\d+ : 1: 高对比/,
  },
  {
    kind: 'words',
    what: 'a faint sign',
    selector: '.end svg',
    style: { color: '#aaa' },
    found: /^a sign of 2\.\d+ : 1/,
  },
  {
    kind: 'edges',
    what: 'no edge',
    selector: '.end',
    style: { border: '0', boxShadow: 'none', background: 'none' },
    look: 'contrast',
    found: /^an edge of 1\.00 : 1: <quiet end>/,
  },
  {
    kind: 'edges',
    what: 'no ring around what has the keyboard',
    selector: '.end',
    style: { outline: 'none' },
    look: 'contrast',
    found: /^a ring of 1\.00 : 1: <quiet end>/,
  },
];

describe('what is too faint for weak eyes', () => {
  test.each(faded)('$what', async (spoilt) => {
    await stand.page.keyboard.press('Tab');
    await spoil({ ...spoilt, style: {} });
    expect((await stand.page.evaluate(faint, spoilt.kind)).filter((it) => spoilt.found.test(it))).toEqual([]);
    await spoil(spoilt);
    expect(await stand.page.evaluate(faint, spoilt.kind)).toContainEqual(expect.stringMatching(spoilt.found));
  });
});

test('axe-core finds a button without a name', async () => {
  await spoil({ what: '', selector: 'button.end span', style: { display: 'none' }, found: /./ });
  expect(await violations(stand.page, false)).toContainEqual(expect.stringContaining('button-name'));
});
