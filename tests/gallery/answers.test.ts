/** Every recorded screen answers a finger: each of its buttons sends what it says, once, for the screen that is seen. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scenes } from '../../kiosk-ui/fixtures.ts';
import { forStaff } from '../../kiosk-ui/for-staff.ts';
import { catalogues, otherLanguage } from '../../kiosk-ui/texts/language.ts';
import type { Tap } from '../../terminal/screen.ts';
import { inTurn, sample } from '../whole.ts';
import { touch } from './finger.ts';
import { openStand, type Stand } from './stand.ts';
import { languages } from './variants.ts';

let stand: Stand;
beforeAll(async () => {
  stand = await openStand();
}, 60_000);
afterAll(() => stand?.close());

/** The middles of the buttons that tell the terminal, in the order of reading; but for the comforts of every screen. */
const pressable = () =>
  stand.page.evaluate(() =>
    [...document.querySelectorAll('button')]
      .filter((it) => !it.disabled && !it.closest('[inert]') && !it.matches('.comfort, [data-local]'))
      .map((it) => {
        const { x, y, width, height } = it.getBoundingClientRect();
        return [x + width / 2, y + height / 2] as const;
      }),
  );

const every = inTurn(scenes, languages).map(([scene, language]) => ({ scene, title: scene.title, language }));

describe(`screen by screen${sample}`, () => {
  test.each(every)('$title, in $language', async ({ scene, language }) => {
    const { screen, surround } = scene.shownIn(language);
    stand.forgetTaps();
    const revision = await stand.showScene(scene, language, 'standard');
    const targets = await pressable();
    for (const [x, y] of targets) await stand.page.touchscreen.tap(x, y);

    // Last a comfort, which is on every screen but a technician's and one that is covered.
    const comfort = !forStaff(screen) && !surround.warning;
    const taps: readonly Tap[] = comfort
      ? [...scene.taps, { kind: 'language', language: otherLanguage[language] }]
      : scene.taps;
    if (comfort) await touch(stand.page, '.language');
    if (taps.length === 0) return expect(targets).toEqual([]);
    // They come in order: what has not come before the last never will.
    expect(await stand.tappedUntil(taps.at(-1)?.kind ?? 'language')).toEqual(taps.map((tap) => ({ tap, revision })));
    expect(await stand.page.evaluate(() => document.documentElement.lang)).toBe(catalogues[language].locale);
  });
});
