import { expect, test } from 'vitest';
import { plain } from '../../../terminal/screen/modes.ts';
import type { Screen, Shown } from '../../../terminal/screen.ts';
import { createTouchWatch, nobodyIsLeft } from './touch.ts';
import { journalOf, opened } from './trial.ts';
import type { Violation } from './violation.ts';

const welcome: Screen = { name: 'attract', errands: [], announcements: [] };
const surround = { modes: plain, language: 'zh' } as Shown['surround'];
const records = {
  name: 'chooseOne',
  what: 'record',
  choices: [{ id: 'R1' }, { id: 'R2' }],
  page: { at: 1, of: 1 },
} as unknown as Screen;

/** A terminal that shows this, and whose screen a tap moves when it is told to. */
function touched(screen: Screen, moves: boolean, revision: number, recordId: string) {
  let shown: Shown = { revision: 5, screen, surround };
  const found: Violation[] = [];
  const journal = journalOf({ kind: 'visit.started', visit: opened.visit }, { ...opened, recordId });
  const tap = () => {
    if (moves) shown = { ...shown, revision: 6 };
  };
  const watch = createTouchWatch({ shown: () => shown, tap, journal }, (it) => found.push(...it));
  watch.tap({ tap: { kind: 'choose', id: 'R2' }, revision });
  return [...found, ...watch.choicesCount()];
}

test('sees a tap of an older screen that moved this one', () => {
  expect(touched(welcome, true, 5, 'R2')).toEqual([]);
  expect(touched(welcome, false, 4, 'R2')).toEqual([]);
  expect(touched(welcome, true, 4, 'R2')).toHaveLength(1);
});

test('sees an order of another record than was chosen', () => {
  expect(touched(records, true, 5, 'R2')).toEqual([]);
  expect(touched(records, true, 5, 'R1')).toHaveLength(1);
  // The tap that was dropped chose nothing.
  expect(touched(records, false, 4, 'R1')).toEqual([]);
});

test('the welcome stands as nobody left it', () => {
  const shown = { revision: 1, screen: welcome, surround };
  expect(nobodyIsLeft(shown)).toEqual([]);
  expect(nobodyIsLeft({ ...shown, surround: { ...surround, modes: { ...plain, elder: true } } })).toHaveLength(1);
  expect(nobodyIsLeft({ ...shown, surround: { ...surround, language: 'en' } })).toHaveLength(1);
  expect(nobodyIsLeft({ ...shown, screen: records, surround: { ...surround, language: 'en' } })).toEqual([]);
});
