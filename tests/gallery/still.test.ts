/** Nothing jumps on a screen while seconds tick, pages come out, hints are given and keys are pressed. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scenes } from '../../kiosk-ui/fixtures.ts';
import type { Screen, Shown } from '../../terminal/screen.ts';
import { touch } from './finger.ts';
import { recorded } from './recorded.ts';
import { openStand, type Stand } from './stand.ts';
import { languages } from './variants.ts';

let stand: Stand;
beforeAll(async () => {
  stand = await openStand();
  await stand.show(recorded('menu'));
}, 60_000);
afterAll(() => stand?.close());

type Showing = Omit<Shown, 'revision'>;
const around = (shown: Showing, surround: Partial<Showing['surround']>): Showing => ({
  ...shown,
  surround: { ...shown.surround, ...surround },
});
const with_ = <Name extends Screen['name']>(
  title: string,
  name: Name,
  changed: Partial<Extract<Screen, { name: Name }>>,
): Showing => {
  const shown = recorded(title);
  if (shown.screen.name !== name) throw new Error(`${title} is no ${name}`);
  return { ...shown, screen: { ...shown.screen, ...changed } as Screen };
};

interface Place {
  readonly words: string;
  readonly rect: DOMRect;
}

/** Everything on the glass that has a place: buttons, signs, amounts, and every piece of words beside them. Runs in the page. */
function placed(): Map<Node, Place> {
  const found = new Map<Node, Place>();
  const take = (node: Node, rect: DOMRect) => {
    if (rect.width > 0) found.set(node, { words: node.textContent ?? '', rect });
  };
  const whole = 'button, .money';
  for (const it of document.querySelectorAll(whole)) take(it, it.getBoundingClientRect());
  const signs = [...document.querySelectorAll('.page svg')].filter((it) => !it.closest(whole));
  for (const it of signs) take(it, it.getBoundingClientRect());
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    if (texts.currentNode.parentElement?.closest(`${whole}, script, style`)) continue;
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    take(texts.currentNode, range.getBoundingClientRect());
  }
  return found;
}

/**
 * What moved while something was shown or touched, by more than half a millimetre. A button keeps its box, what keeps its
 * words its place, and what gets others its line.
 */
async function movedWhile(act: () => Promise<unknown>): Promise<string[]> {
  const before = await stand.page.evaluateHandle(placed);
  await act();
  const after = await stand.page.evaluateHandle(placed);
  return stand.page.evaluate(
    ([before, after]) => {
      const seen = 2;
      const far = (one: number, other: number) => Math.abs(one - other) > seen;
      return [...before].flatMap(([node, { words, rect: was }]) => {
        const now = after.get(node);
        if (!now) return [];
        const { rect } = now;
        const line = far(was.top + was.bottom, rect.top + rect.bottom);
        const start = line || far(was.left, rect.left);
        const box = start || far(was.right, rect.right) || far(was.top, rect.top);
        const moved = node instanceof HTMLButtonElement ? box : now.words === words ? start : line;
        const name = words || (node as Element).getAttribute('class');
        return moved ? [`${name}: ${was.left} ${was.top}, now ${rect.left} ${rect.top}`] : [];
      });
    },
    [before, after] as const,
  );
}

async function expectStill(...shown: readonly Showing[]): Promise<void> {
  const [first, ...others] = shown;
  if (!first) throw new Error('nothing is shown');
  await stand.show(first);
  for (const other of others) expect(await movedWhile(() => stand.show(other))).toEqual([]);
}

test('what moves is noticed', async () => {
  await stand.show(recorded('menu'));
  const moved = await movedWhile(() =>
    stand.page.evaluate(() => {
      for (const it of document.querySelectorAll<HTMLElement>('.body')) it.style.paddingTop = '200px';
    }),
  );
  expect(moved.length).toBeGreaterThan(0);
});

/** One screen of every name on which they do; at a payment they matter more, and not always as much. */
const ticking = scenes.filter((scene, at) => {
  const { name } = scene.shownIn('zh').screen;
  if (scene.shownIn('zh').surround.secondsLeft === undefined) return false;
  return name === 'pay' || scenes.findIndex((it) => it.shownIn('zh').screen.name === name) === at;
});
test.each(ticking)('seconds tick on $title', async ({ title }) => {
  const seconds = [120, 119, 100, 99, 11, 10, 9, 1];
  await expectStill(...seconds.map((secondsLeft) => around(recorded(title), { secondsLeft })));
});

test('seconds tick over a patient who has been silent, and so does the clock', async () => {
  const seconds = [20, 19, 11, 10, 9, 1];
  await expectStill(...seconds.map((secondsLeft) => around(recorded('still-there'), { warning: { secondsLeft } })));
  await expectStill(...['09:59', '10:00', '11:11'].map((time) => around(recorded('menu'), { time })));
});

test('pages come out', async () => {
  const out = Array.from({ length: 13 }, (_, out) => with_('printing-reports', 'printing', { pages: { out, of: 12 } }));
  await expectStill(...out);
});

test('tiles are tapped on and off', async () => {
  const chosen = [['bill-1', 'bill-2'], ['bill-1'], [], ['bill-1', 'bill-2', 'bill-3']];
  const sums = [31800, 5800, 0, 45225];
  await expectStill(
    ...chosen.map((chosen, at) => with_('chooseSome-bills', 'chooseSome', { chosen, sum: sums[at] ?? 0 })),
  );
});

test.each(languages)('a hint is given (%s)', async (language) => {
  const spoken = (shown: Showing) => around(shown, { language });
  await expectStill(
    spoken(recorded('pay-insured')),
    spoken(with_('pay-insured', 'pay', { again: 'wrongCode' })),
    spoken(recorded('pay-insured')),
  );
  for (const again of ['cardRemoved', 'cardUnreadable', 'cardInvalid', 'barcodeInvalid'] as const)
    await expectStill(
      spoken(recorded('presentCredential-card')),
      spoken(with_('presentCredential-card', 'presentCredential', { again })),
      spoken(recorded('presentCredential-card')),
    );
  for (const again of ['notAnId', 'wrongDigits', 'notANumber'] as const)
    await expectStill(
      spoken(recorded('enterNumber')),
      spoken(with_('enterNumber', 'enterNumber', { again })),
      spoken(recorded('enterNumber')),
    );
});

test('a number is typed', async () => {
  await stand.show(recorded('enterNumber'));
  for (const key of '32010119800307018')
    expect(await movedWhile(() => touch(stand.page, `.key-${key}`)), `after ${key}`).toEqual([]);
  expect(await movedWhile(() => touch(stand.page, '.number-pad .main-action'))).toEqual([]);
});
