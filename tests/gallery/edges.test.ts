/** What can be pressed is seen to be: its edge, and the ring around what has the keyboard, are 3 : 1 or better. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scenes } from '../../kiosk-ui/fixtures.ts';
import { inTurn, sample } from '../whole.ts';
import { faint } from './faint.ts';
import { openStand, type Stand } from './stand.ts';
import { type Look, looks } from './variants.ts';

let stand: Stand;
beforeAll(async () => {
  stand = await openStand();
  // The ring is for those who use keys.
  await stand.page.keyboard.press('Tab');
}, 60_000);
afterAll(() => stand?.close());

const every = inTurn(scenes, Object.keys(looks) as Look[]).map(([scene, look]) => ({
  scene,
  title: scene.title,
  look,
}));

describe(`the edges${sample}`, () => {
  test.each(every)('$title, $look', async ({ scene, look }) => {
    await stand.showScene(scene, 'zh', look);
    expect(await stand.page.evaluate(faint, 'edges' as const)).toEqual([]);
  });
});
