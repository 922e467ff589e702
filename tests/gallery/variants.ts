/** Every way a recorded screen can look: languages, modes, glasses. */

import type { RecordedScene } from '../../kiosk-ui/fixtures.ts';
import { forStaff } from '../../kiosk-ui/for-staff.ts';
import { type Modes, plain, withMode } from '../../terminal/screen/modes.ts';
import type { Language } from '../../terminal/screen/parts.ts';
import type { Screen, Shown } from '../../terminal/screen.ts';
import { isList, type Paged, pageOf, pageSize } from '../../terminal/visit/pages.ts';

export const languages = ['zh', 'en'] as const satisfies readonly Language[];

/** The spoken mode looks like the plain one until something is said. */
export const looks = {
  standard: plain,
  elder: withMode(plain, 'elder', true),
  contrast: withMode(plain, 'contrast', true),
  lowered: withMode(plain, 'lowered', true),
} as const satisfies Record<string, Modes>;
export type Look = keyof typeof looks;

export const glasses = {
  portrait: { width: 1080, height: 1920 },
  landscape: { width: 1920, height: 1080 },
  small: { width: 1280, height: 1024 },
} as const;
export type Glass = keyof typeof glasses;

/** A recorded screen as the terminal would show it in these modes: a list with no more than stands on one screen. */
function fitted(screen: Screen, modes: Modes): Screen {
  if (!isList(screen)) return screen;
  const { page, ...whole } = screen as Paged;
  const cut = pageOf(whole, modes, 1);
  // Of a longer list the scene holds one page.
  const longer = page.of > 1 ? pageSize(whole, plain) / pageSize(whole, modes) : 0;
  return { ...cut, page: { ...page, of: Math.max(cut.page.of, Math.ceil(page.of * longer)) } };
}

export function shownIn(scene: RecordedScene, language: Language, look: Look): Omit<Shown, 'revision'> {
  const { screen, surround } = scene.shownIn(language);
  // A technician comes from the welcome and is no visit: their pages are in no mode.
  const modes = forStaff(screen) ? plain : looks[look];
  return { screen: fitted(screen, modes), surround: { ...surround, modes } };
}
