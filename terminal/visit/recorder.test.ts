import { beforeEach, expect, test } from 'vitest';
import { createMemoryJournal, type MemoryJournal } from '../../simulator/world/memory-journal.ts';
import { createVirtualClock, type VirtualClock } from '../../simulator/world/virtual-clock.ts';
import { createJournal, entryOf } from '../journal/journal.ts';
import type { ErrandName } from '../screen/errands.ts';
import type { Screen } from '../screen.ts';
import type { VisitEnding } from '../usage-event.ts';
import { createRecorder, type Recorder } from './recorder.ts';

let clock: VirtualClock;
let store: MemoryJournal;
let recorder: Recorder;
let ended: number;

beforeEach(() => {
  clock = createVirtualClock(0);
  store = createMemoryJournal();
  ended = 0;
  const chance = { bytes: (count: number) => new Uint8Array(count) };
  recorder = createRecorder(
    createJournal(store, clock, () => {}),
    clock,
    chance,
    () => {
      ended += 1;
    },
  );
});

const attract: Screen = { name: 'attract', errands: [], announcements: [] };
const menu: Screen = { name: 'menu', errands: [], page: { at: 1, of: 1 } };
const present: Screen = { name: 'presentCredential', whose: 'patient', ways: [] };
const working: Screen = { name: 'working', work: 'findingRecord' };
const trouble: Screen = { name: 'trouble', trouble: 'patientUnknown', money: { money: 'untouched' }, take: [] };

const see = (screen: Screen, errand?: ErrandName, ending: VisitEnding = 'completed', serviced = false) =>
  recorder.see({ screen, errand, ending, serviced });
const entries = () => store.read(0, 100).map(entryOf);
const last = () => entries().at(-1);

test('a visit begins with the first screen before somebody, and ends when nobody is here', async () => {
  see(attract);
  see(menu);
  see(present, 'payment');
  await clock.advance(30_000);
  see(working, 'payment');
  see(attract, undefined, 'abandoned');
  const visit = '0'.repeat(12);
  expect(entries()).toEqual([
    { kind: 'visit.started', visit },
    { kind: 'visit.step', visit, screen: 'menu' },
    { kind: 'visit.step', visit, screen: 'presentCredential', errand: 'payment' },
    { kind: 'visit.step', visit, screen: 'working' },
    {
      kind: 'visit.ended',
      visit,
      ending: 'abandoned',
      screen: 'working',
      seconds: 30,
      errand: 'payment',
      firstTry: true,
    },
  ]);
  expect([ended, recorder.visit]).toEqual([1, undefined]);
});

test('a visit that ended at the menu has no errand', () => {
  see(menu);
  see(attract, undefined, 'timedOut');
  expect(last()).toEqual({
    kind: 'visit.ended',
    visit: '0'.repeat(12),
    ending: 'timedOut',
    screen: 'menu',
    seconds: 0,
    firstTry: true,
  });
});

test.each([
  ['what was shown has to be shown again', [present, { ...present, again: 'cardInvalid' } as const]],
  ['what was shown has to be shown again, later', [present, working, { ...present, again: 'cardInvalid' } as const]],
  ['it comes to trouble', [present, trouble]],
])('%s: it was no first try', (_, screens) => {
  see(menu);
  for (const screen of screens) see(screen, 'payment');
  see(attract);
  expect(last()).toMatchObject({ kind: 'visit.ended', firstTry: false });
  // The next visit begins afresh.
  see(menu);
  see(attract);
  expect(last()).toMatchObject({ kind: 'visit.ended', firstTry: true });
});

test('before a technician nothing is a visit', () => {
  see(attract);
  see({ name: 'enterNumber', what: 'pin', again: 'wrongCode' }, undefined, 'completed', true);
  see(attract);
  expect(entries()).toEqual([]);
});
