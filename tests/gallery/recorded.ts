import { type RecordedScene, scenes } from '../../kiosk-ui/fixtures.ts';
import type { Language } from '../../terminal/screen/parts.ts';
import type { Shown } from '../../terminal/screen.ts';

export function sceneOf(title: string): RecordedScene {
  const found = scenes.find((it) => it.title === title);
  if (!found) throw new Error(`no scene is called ${title}`);
  return found;
}

/** A recorded screen by its title, as it is recorded. */
export const recorded = (title: string, language: Language = 'zh'): Omit<Shown, 'revision'> =>
  sceneOf(title).shownIn(language);
