/**
 * Every recorded screen in one look, on every glass, in every language: what fits, and what can be seen and read. In the
 * short form every screen comes in every look, and the glasses and languages take turns.
 */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type RecordedScene, scenes } from '../../kiosk-ui/fixtures.ts';
import { forStaff } from '../../kiosk-ui/for-staff.ts';
import { inTurn, sample } from '../whole.ts';
import { faint } from './faint.ts';
import { flaws } from './flaws.ts';
import { lending } from './lending.ts';
import { createAtlas, places } from './places.ts';
import { openStands, type Stand, type Stands } from './stand.ts';
import { type Glass, glasses, type Look, languages, looks } from './variants.ts';
import { bringAxe, violations } from './violations.ts';

const ways = (Object.keys(glasses) as Glass[]).flatMap((glass) => languages.map((language) => ({ glass, language })));

/** The welcome and a technician's pages have frames of their own. */
function isFramed(scene: RecordedScene): boolean {
  const { screen } = scene.shownIn('zh');
  return screen.name !== 'attract' && !forStaff(screen);
}

interface Sweep {
  readonly look: Look;
  /** Whether axe-core looks, too. What it looks at does not differ between the glasses. */
  readonly axe: boolean;
}

export function sweep({ look, axe }: Sweep): void {
  // A busy machine may be slow; none of these tests waits for a clock.
  vi.setConfig({ testTimeout: 60_000 });
  let stands: Stands;
  let lend: <R>(use: (stand: Stand) => Promise<R>) => Promise<R>;

  beforeAll(async () => {
    stands = await openStands(2);
    lend = lending(stands.all);
    if (axe) await Promise.all(stands.all.map(({ page }) => bringAxe(page)));
  }, 60_000);
  afterAll(() => stands?.close());

  const every = inTurn(scenes, ways, Object.keys(looks).indexOf(look)).map(([scene, way]) => ({
    scene,
    title: scene.title,
    ...way,
  }));

  describe.each(Object.keys(glasses) as Glass[])(`${look}, %s${sample}`, (glass) => {
    const atlases = { zh: createAtlas(), en: createAtlas() };

    test.concurrent.for(every.filter((it) => it.glass === glass))(
      '$title ($language)',
      ({ scene, language }, { expect }) =>
        lend(async (stand) => {
          await stand.resize(glass);
          await stand.showScene(scene, language, look);
          expect.soft(await stand.page.evaluate(flaws, scene.shownIn(language).surround.ppi)).toEqual([]);
          expect.soft(await stand.page.evaluate(faint, 'words' as const)).toEqual([]);
          atlases[language].take(scene.title, isFramed(scene) ? await stand.page.evaluate(places) : {});
          // Nor do letters stand on other colours in another language.
          if (axe && glass === 'portrait') expect.soft(await violations(stand.page, language === 'zh')).toEqual([]);
        }),
    );

    test.each(languages)('what is on every screen is at one place (%s)', (language) => {
      expect(atlases[language].parts()).toEqual(
        expect.arrayContaining(['back', 'end', 'clock', 'seconds', 'language']),
      );
      expect(atlases[language].moved()).toEqual([]);
    });
  });
}
