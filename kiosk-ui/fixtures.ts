/**
 * Recorded screens, at least one of every name, for the gallery and its tests. Hospital, people and prices are
 * invented.
 */

import type { Language } from '../terminal/screen/parts.ts';
import type { ScreenName, Shown, Tap } from '../terminal/screen.ts';
import { surround } from './fixtures/clinic.ts';
import { endScenes } from './fixtures/end-scenes.ts';
import { firstScenes } from './fixtures/first-scenes.ts';
import { handingScenes } from './fixtures/handing-scenes.ts';
import { listScenes } from './fixtures/list-scenes.ts';
import { moneyScenes } from './fixtures/money-scenes.ts';
import type { Scenes } from './fixtures/scene.ts';
import { workingScenes } from './fixtures/working-scenes.ts';

const recorded = {
  ...firstScenes,
  ...listScenes,
  ...moneyScenes,
  ...workingScenes,
  ...handingScenes,
  ...endScenes,
} satisfies {
  readonly [Name in ScreenName]: Scenes<Name>;
};

export interface RecordedScene {
  readonly title: string;
  readonly shownIn: (language: Language) => Omit<Shown, 'revision'>;
  readonly taps: readonly Tap[];
  /** As it looks when all that comes later has come. */
  readonly late: boolean;
}

export const scenes: readonly RecordedScene[] = Object.values<Scenes<ScreenName>>(recorded).flatMap((ofName) =>
  Object.entries(ofName).map(([title, { screen, around, taps, late = false }]) => ({
    title,
    taps,
    late,
    shownIn: (language) => ({ screen, surround: { ...surround, ...around, language } }),
  })),
);
