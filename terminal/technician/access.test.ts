import * as v from 'valibot';
import { beforeEach, describe, expect, test } from 'vitest';
import { createMemoryJournal, type MemoryJournal } from '../../simulator/world/memory-journal.ts';
import { createVirtualClock, type VirtualClock } from '../../simulator/world/virtual-clock.ts';
import { createJournal, entryOf, JournalError, recordsAfter } from '../journal/journal.ts';
import { TechnicianConfig } from '../technician-config.ts';
import { type Access, createAccess } from './access.ts';
import { type BookedJournal, withBooks } from './books.ts';
import { accessFrom, lockOut, triesAllowed } from './lock-out.ts';
import { codeAt, secretOf } from './one-time-code.ts';
import { hashPin } from './pin.ts';

const minute = 60_000;
const start = Date.UTC(2026, 10, 23, 0, 5);
const pin = '314159';
const secret = secretOf(Uint8Array.from({ length: 20 }, (_, n) => n * 7));
const config = v.parse(TechnicianConfig, {
  pinHash: hashPin(
    pin,
    Uint8Array.from({ length: 16 }, (_, n) => n),
  ),
  oneTimeSecret: secret,
});

let clock: VirtualClock;
let store: MemoryJournal;
let journal: BookedJournal;
let access: Access;

/** What a start does: the journal is read, then people may come. */
function restart() {
  journal = withBooks(
    createJournal(store, clock, () => {}),
    clock,
  );
  for (const record of recordsAfter(store, 0)) journal.takeUp(record);
  access = createAccess(config, journal, clock);
}

beforeEach(() => {
  clock = createVirtualClock(start);
  store = createMemoryJournal();
  restart();
});

const code = (apart = 0) => codeAt(secret, clock.now() + apart);
const entries = () => [...recordsAfter(store, 0)].map(entryOf);
const tryWrong = (times: number) => Array.from({ length: times }, () => access.check('000000', code()));

test('PIN and code let in, and that is written down', () => {
  expect(access.check(pin, code())).toBe('entered');
  expect(entries()).toEqual([{ kind: 'technician.entered' }]);
});

test.each([
  ['a wrong PIN', () => access.check('314158', code()), 'pin'],
  ['a wrong code', () => access.check(pin, '12345'), 'code'],
  ['no PIN', () => access.check('', code()), 'pin'],
  ['both wrong', () => access.check('1', '2'), 'pin'],
  ['a code of ten minutes ago', () => access.check(pin, code(-10 * minute)), 'code'],
  ['a code of a minute ahead', () => access.check(pin, code(minute)), 'code'],
])('%s is refused without a word about which, and the journal knows', (_, attempt, why) => {
  expect(attempt()).toBe('refused');
  expect(entries()).toEqual([{ kind: 'technician.refused', why }]);
});

test.each([-30_000, 0, 30_000])('an authenticator whose clock is %i ms off is understood', (apart) => {
  expect(access.check(pin, code(apart))).toBe('entered');
});

describe('a code is taken once', () => {
  test('the same, and one before it, are spent', async () => {
    expect(access.check(pin, code())).toBe('entered');
    expect(access.check(pin, code())).toBe('refused');
    expect(access.check(pin, code(-30_000))).toBe('refused');
    await clock.advance(30_000);
    expect(access.check(pin, code())).toBe('entered');
  });

  test('also after a restart, when only the time of the entry is known', async () => {
    const used = code(30_000);
    expect(access.check(pin, used)).toBe('entered');
    await clock.advance(30_000);
    restart();
    expect(access.check(pin, used)).toBe('refused');
    await clock.advance(minute);
    expect(access.check(pin, code())).toBe('entered');
  });
});

describe('the door locks', () => {
  test('after five wrong tries in a row, for a quarter of an hour', async () => {
    expect(tryWrong(triesAllowed)).toEqual(['refused', 'refused', 'refused', 'refused', 'locked']);
    expect(access.check(pin, code())).toBe('locked');
    await clock.advance(lockOut - 1);
    expect(access.check(pin, code())).toBe('locked');
    await clock.advance(1);
    expect(access.check(pin, code())).toBe('entered');
  });

  test('and says in the journal that it was locked, without looking at what was tried', () => {
    tryWrong(triesAllowed);
    access.check(pin, code());
    expect(entries().at(-1)).toEqual({ kind: 'technician.refused', why: 'locked' });
  });

  test('no sooner, when somebody got in between', async () => {
    tryWrong(triesAllowed - 1);
    expect(access.check(pin, code())).toBe('entered');
    await clock.advance(minute);
    expect(tryWrong(triesAllowed - 1)).not.toContain('locked');
  });

  test('also when a restart lies between the tries, and stays locked over another', async () => {
    tryWrong(3);
    restart();
    expect(tryWrong(2)).toEqual(['refused', 'locked']);
    restart();
    expect(access.check(pin, code())).toBe('locked');
    expect(accessFrom(recordsAfter(store, 0))).toEqual(journal.books.access);
    await clock.advance(lockOut);
    expect(access.check(pin, code())).toBe('entered');
  });

  test('anew only after five more, however often it was tried while locked', async () => {
    tryWrong(triesAllowed + 20);
    await clock.advance(lockOut);
    expect(tryWrong(triesAllowed).filter((answer) => answer === 'locked')).toHaveLength(1);
  });
});

test('nobody gets in when it cannot be written down', () => {
  store.failAppends('disk full');
  expect(() => access.check(pin, code())).toThrow(JournalError);
});

test('nothing that was typed is in the journal', () => {
  const typed = code();
  access.check('271828', typed);
  access.check(pin, typed);
  const texts = [...recordsAfter(store, 0)].map(({ text }) => text).join();
  for (const secretText of ['271828', pin, typed]) expect(texts).not.toContain(secretText);
});
