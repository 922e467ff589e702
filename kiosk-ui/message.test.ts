import { expect, test } from 'vitest';
import type { Language } from '../terminal/screen/parts.ts';
import { scenes } from './fixtures.ts';
import { readShown } from './message.ts';

const recorded = scenes.flatMap(({ shownIn }) =>
  (['zh', 'en'] satisfies Language[]).map((language) => ({ revision: 1, ...shownIn(language) })),
);

test('every recorded screen is read as it was sent', () => {
  for (const shown of recorded) expect(readShown(JSON.stringify(shown))).toEqual(shown);
});

test('a screen that lacks what it is drawn from is no screen', () => {
  let left = 0;
  const optional = [
    ...[
      'again',
      'reference',
      'items',
      'split',
      'conclusion',
      'queueNumber',
      'bookingCode',
      'invoice',
      'slip',
      'outcome',
    ],
    ...['pages', 'farewell.orderNumber', 'chooseOne.patient', 'attract.hours', 'working.canLeave'],
  ];
  for (const shown of recorded) {
    for (const field of Object.keys(shown.screen)) {
      if (optional.includes(field) || optional.includes(`${shown.screen.name}.${field}`)) continue;
      const screen = { ...shown.screen, [field]: undefined };
      expect(readShown(JSON.stringify({ ...shown, screen })), `${shown.screen.name} without ${field}`).toBeUndefined();
      left += 1;
    }
  }
  expect(left).toBeGreaterThan(100);
});

test('anything else is no screen either', () => {
  const [shown] = recorded;
  if (!shown) throw new Error('nothing was recorded');
  const { surround } = shown;
  const broken: unknown[] = [
    null,
    [],
    'attract',
    { ...shown, revision: '1' },
    { ...shown, revision: 1.5 },
    { ...shown, screen: { name: 'toString' } },
    { ...shown, screen: null },
    { ...shown, surround: { ...surround, language: 'fr' } },
    { ...shown, surround: { ...surround, ppi: 0 } },
    { ...shown, surround: { ...surround, hospital: undefined } },
  ];
  for (const it of broken) expect(readShown(JSON.stringify(it)), JSON.stringify(it)).toBeUndefined();
  expect(readShown(undefined)).toBeUndefined();
  expect(readShown(new ArrayBuffer(8))).toBeUndefined();
  expect(readShown('<html>')).toBeUndefined();
});
