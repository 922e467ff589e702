import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { issueHospitalCard } from '../../simulator/devices/hospital-card.ts';
import { createM1Card } from '../../simulator/devices/m1-card.ts';
import { createPcscPlugBoard } from '../../simulator/devices/pcsc-plug-board.ts';
import type { VirtualChipCard } from '../../simulator/devices/virtual-chip-card.ts';
import { createVirtualPcscReader } from '../../simulator/devices/virtual-pcsc-reader.ts';
import {
  createVirtualSocialSecurityCard,
  type SocialSecurityCardMake,
} from '../../simulator/devices/virtual-social-security-card.ts';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import type { ChipCardReaderStatus } from '../contract/chip-card-reader.ts';
import type { DeviceEvent } from '../contract/device-event.ts';
import type { Outcome } from '../contract/fault.ts';
import { fromHex, toHex } from '../framing/hex.ts';
import { memoryPcsc } from '../links/memory-pcsc.ts';
import { type OpenPcsc, type PcscAnswer, pcscFailure } from '../links/pcsc.ts';
import type { SocialSecurityProfile } from '../social-security-card/reading.ts';
import { hospitalKeys, hospitalNumber, hospitalPlace, suiteProfile, zhang } from './contract-suite.ts';
import { createChipCardReader } from './driver.ts';
import type { ChipCardProfile } from './profile.ts';

function bench(plan: { profile?: ChipCardProfile; plugged?: boolean; openPcsc?: OpenPcsc } = {}) {
  const { profile = suiteProfile, plugged = true } = plan;
  const clock = createVirtualClock(Date.UTC(2026, 10, 2));
  const virtual = createVirtualPcscReader({ clock });
  const board = createPcscPlugBoard();
  if (plugged) board.plug('chip-card-reader', virtual);
  const log: DeviceEvent[] = [];
  const reader = createChipCardReader({
    openPcsc: plan.openPcsc ?? board.openPcsc,
    address: 'memory:chip-card-reader',
    clock,
    log: (event) => log.push(event),
    profile,
  });
  const statuses: ChipCardReaderStatus[] = [];
  reader.subscribe((status) => statuses.push(status));

  /** Lets time pass until `work` is settled. */
  async function settle<T extends object>(work: Promise<Outcome<T>>, limit = 60_000): Promise<Outcome<T>> {
    let outcome: Outcome<T> | undefined;
    void work.then((it) => {
      outcome = it;
    });
    await clock.runUntil(() => outcome !== undefined, limit);
    if (!outcome) throw new Error('not settled in time');
    return outcome;
  }
  const read = () => settle(reader.read(new AbortController().signal));
  const faultsLogged = () => log.flatMap((it) => (it.event === 'device.fault' ? [`${it.fault}: ${it.cause}`] : []));
  return { clock, virtual, board, log, faultsLogged, reader, statuses, settle, read };
}

const online = (media: 'present' | 'notPresent'): ChipCardReaderStatus => ({ device: 'online', media });
const invalid = { ok: false, fault: 'cardInvalid' };
const unreadable = { ok: false, fault: 'cardUnreadable' };
const zhangRead = { ok: true, card: zhang };

function hospitalCard() {
  const card = createM1Card(Uint8Array.of(1, 2, 3, 4));
  issueHospitalCard(card, hospitalNumber, { ...hospitalPlace, ...hospitalKeys });
  return card;
}

/** A card whose answers to commands that begin so are others. */
const altered = (card: VirtualChipCard, answers: Readonly<Record<string, string>>): VirtualChipCard => ({
  ...card,
  answer(command) {
    const begun = Object.keys(answers).find((hex) => toHex(command).startsWith(hex));
    const real = card.answer(command);
    return begun === undefined ? real : fromHex(answers[begun] ?? '');
  },
});

describe('a card in trouble', () => {
  test('mute once: a reset helps, and the log has the words', async () => {
    const { virtual, read, faultsLogged } = bench();
    virtual.failNext('mute');
    virtual.put(createVirtualSocialSecurityCard(zhang));
    expect(await read()).toEqual(zhangRead);
    expect(faultsLogged()).toEqual(['cardUnreadable: Card is unresponsive']);
  });

  test('mute for good is cardUnreadable, after one reset; another card is read', async () => {
    const { clock, virtual, read, faultsLogged, reader } = bench();
    virtual.failUntilCleared('mute');
    virtual.put(hospitalCard());
    expect(await read()).toEqual(unreadable);
    expect(faultsLogged().length).toBe(2);
    expect(reader.status()).toEqual(online('present'));
    virtual.clear();
    virtual.take();
    await clock.advance(100);
    virtual.put(hospitalCard());
    expect(await read()).toMatchObject({ ok: true });
  });

  test('two cards at once give no answer to reset', async () => {
    const { clock, virtual, read } = bench();
    virtual.failNext('collision');
    virtual.put(hospitalCard());
    expect(await read()).toEqual(unreadable);
    virtual.take();
    await clock.advance(100);
    virtual.put(hospitalCard());
    expect(await read()).toMatchObject({ ok: true });
  });

  test('words that explain nothing, again after the reset, are cardUnreadable', async () => {
    const { virtual, read } = bench();
    virtual.failUntilCleared('wrongWord');
    virtual.put(createVirtualSocialSecurityCard(zhang));
    expect(await read()).toEqual(unreadable);
  });

  test('a card that never agrees about Le is a protocolError', async () => {
    const { virtual, read } = bench();
    virtual.failUntilCleared('wrongLe');
    virtual.put(createVirtualSocialSecurityCard(zhang));
    expect(await read()).toEqual({ ok: false, fault: 'protocolError' });
  });

  test.each<[string, Record<string, string>]>([
    ['without a version', { '00 B2 03 2C': '6A 83' }],
    ['without a name', { '00 B2 02 34': '6A 83' }],
    ['with another record where the name should be', { '00 B2 02 34': '08 01 41 90 00' }],
    ['with a record longer than it says', { '00 B2 02 34': '09 01 41 41 90 00' }],
    ['with a memory failure', { '00 B2 07 2C': '65 81' }],
  ])('%s is cardUnreadable', async (_, answers) => {
    const { virtual, read } = bench();
    virtual.put(altered(createVirtualSocialSecurityCard(zhang), answers));
    expect(await read()).toEqual(unreadable);
  });

  test.each(['6A 82', '6A 81', '6D 00', '6E 00', '62 83'])(
    'selecting answered with %s is another card',
    async (word) => {
      const { virtual, read } = bench();
      virtual.put(altered(createVirtualSocialSecurityCard(zhang), { '00 A4': word }));
      expect(await read()).toEqual(invalid);
    },
  );
});

describe('regions differ', () => {
  const withProfile = async (profile: SocialSecurityProfile, make: SocialSecurityCardMake, holder = zhang) => {
    const it = bench({ profile: { socialSecurityCard: profile } });
    const card = createVirtualSocialSecurityCard(holder, make);
    it.virtual.put(card);
    return { ...it, card, outcome: await it.read() };
  };

  test('the first generation', async () => {
    expect((await withProfile({}, { generation: 'first' })).outcome).toEqual(zhangRead);
  });

  test('files selected before they are read', async () => {
    expect((await withProfile({ fileAccess: 'selected' }, {})).outcome).toEqual(zhangRead);
  });

  test('records that end with their text, an application that says more', async () => {
    expect((await withProfile({}, { records: 'short', selecting: 'fetch' })).outcome).toEqual(zhangRead);
  });

  test('a long name, under another tag', async () => {
    const long = { ...zhang, name: '买买提·'.repeat(6) };
    const make = { nameExtensionTag: 0x3e };
    expect((await withProfile({ nameExtensionTag: 0x3e }, make, long)).outcome).toEqual({ ok: true, card: long });
    // Under a tag that nobody expects it is not a part of the name.
    const cut = await withProfile({}, make, long);
    expect(cut.outcome).toMatchObject({ ok: true, card: { name: expect.stringMatching(/^(买买提·){3}买买提$/) } });
  });

  test('numbering that is not what the version says', async () => {
    expect((await withProfile({ numbering: 'first' }, {})).outcome).toEqual(unreadable);
    expect((await withProfile({ numbering: 'first' }, { generation: 'first' })).outcome).toEqual(zhangRead);
  });

  test('cards that ask for a PIN', async () => {
    expect((await withProfile({ pin: '123456' }, { pin: '123456' })).outcome).toEqual(zhangRead);
    expect((await withProfile({}, { pin: '123456' })).outcome).toEqual(invalid);
  });

  test('a wrong PIN costs one card one try, and no other card any', async () => {
    const { card, virtual, clock, read, faultsLogged, outcome } = await withProfile(
      { pin: '888888' },
      { pin: '123456' },
    );
    expect(outcome).toEqual(invalid);
    expect(card.triesLeft()).toBe(2);
    const next = createVirtualSocialSecurityCard(zhang, { pin: '123456' });
    virtual.put(next);
    await clock.advance(500);
    expect(await read()).toEqual(invalid);
    expect(next.triesLeft()).toBe(3);
    expect(faultsLogged()).toEqual(['cardInvalid: a card refused the configured PIN']);
  });
});

describe("the hospital's own card", () => {
  const key = { which: 'A', bytes: fromHex('FF FF FF FF FF FF') } as const;
  const profile = { hospitalCard: { sector: 2, block: 1, key, number: { encoding: 'bcd' } } } as const;
  const where = { sector: 2, block: 1, number: profile.hospitalCard.number, keyA: key.bytes, keyB: key.bytes };

  test('a number in BCD, on a card of 4K', async () => {
    const { virtual, read } = bench({ profile });
    const card = createM1Card(Uint8Array.of(1, 2, 3, 4), { size: '4K' });
    issueHospitalCard(card, '1234567', where);
    virtual.put(card);
    expect(await read()).toEqual({ ok: true, card: { kind: 'hospital', number: '1234567' } });
  });

  test('a card from the factory has no number', async () => {
    const { virtual, read } = bench({ profile });
    virtual.put(createM1Card(Uint8Array.of(1, 2, 3, 4)));
    expect(await read()).toEqual(invalid);
  });

  test('no number where the layout says text', async () => {
    const ascii = { hospitalCard: { ...profile.hospitalCard, number: { encoding: 'ascii' } } } as const;
    const { virtual, read } = bench({ profile: ascii });
    virtual.put(createM1Card(Uint8Array.of(1, 2, 3, 4)));
    expect(await read()).toEqual(invalid);
  });

  test('a sector that a small card does not have', async () => {
    const far = { hospitalCard: { ...profile.hospitalCard, sector: 39 } };
    const { virtual, read } = bench({ profile: far });
    virtual.put(createM1Card(Uint8Array.of(1, 2, 3, 4)));
    expect(await read()).toEqual(invalid);
  });

  test('kinds that are not in the profile are cardInvalid', async () => {
    const { virtual, clock, read } = bench({ profile: {} });
    virtual.put(hospitalCard());
    expect(await read()).toEqual(invalid);
    virtual.put(createVirtualSocialSecurityCard(zhang));
    await clock.advance(500);
    expect(await read()).toEqual(invalid);
  });

  test('what cannot be meant is a bug', async () => {
    const { virtual, clock, reader } = bench();
    virtual.put(hospitalCard());
    await clock.advance(500);
    const { mifare } = reader;
    await expect(mifare.readBlock(40, 0)).rejects.toThrow(RangeError);
    await expect(mifare.readBlock(0, 4)).rejects.toThrow(RangeError);
    await expect(mifare.writeBlock(1, 0, new Uint8Array(15))).rejects.toThrow(RangeError);
    await expect(mifare.authenticate(1, { which: 'A', bytes: new Uint8Array(5) })).rejects.toThrow(RangeError);
  });
});

describe('a silent or absent reader', () => {
  test('an answer that comes too late is a time-out; the reader comes back and reads the card that is in it', async () => {
    const { clock, virtual, reader, read, faultsLogged } = bench();
    await clock.advance(1_000);
    virtual.failNext('late');
    virtual.put(hospitalCard());
    expect(await read()).toEqual({ ok: false, fault: 'timeOut' });
    await clock.advance(0);
    expect(reader.status()).toEqual({ device: 'offline', fault: 'timeOut' });
    expect(faultsLogged()).toEqual(['timeOut: the reader gave no answer']);
    await clock.advance(20_000);
    expect(await read()).toMatchObject({ ok: true });
  });

  test('unplugged in the middle of a command: offline, then back with the card still there to be read', async () => {
    const { clock, virtual, reader, read, faultsLogged } = bench();
    await clock.advance(1_000);
    virtual.failNext('unplugged');
    virtual.put(hospitalCard());
    expect(await read()).toEqual({ ok: false, fault: 'offline' });
    await clock.advance(0);
    expect(reader.status()).toEqual({ device: 'offline', fault: 'offline' });
    expect(faultsLogged()).toEqual(['offline: the reader was unplugged']);
    await clock.advance(5_000);
    expect(await read()).toMatchObject({ ok: true });
  });

  test('nothing plugged in is noDevice until it is plugged in', async () => {
    const { clock, virtual, board, reader, read, faultsLogged } = bench({ plugged: false });
    expect(await read()).toEqual({ ok: false, fault: 'noDevice' });
    expect(reader.status()).toEqual({ device: 'noDevice', fault: 'noDevice' });
    await clock.advance(20_000);
    expect(faultsLogged()).toEqual(['noDevice: Nothing is plugged in as memory:chip-card-reader.']);
    board.plug('chip-card-reader', virtual);
    await clock.advance(30_000);
    expect(reader.status()).toEqual(online('notPresent'));
  });

  test('a reader that does not say whether a card is in it', async () => {
    const dumb: OpenPcsc = async () => ({ ...memoryPcsc()[0], onCard() {} });
    const { clock, reader, faultsLogged } = bench({ openPcsc: dumb });
    await clock.advance(5_000);
    expect(reader.status()).toEqual({ device: 'offline', fault: 'timeOut' });
    expect(faultsLogged()).toEqual(['timeOut: the reader does not say whether a card is in it']);
    reader.close();
  });
});

test('a card taken out and put back before the reader noticed is read again', async () => {
  const [link, slot] = memoryPcsc();
  const card = createVirtualSocialSecurityCard(zhang);
  let outOnce: PcscAnswer | undefined = pcscFailure('cardRemoved', 'Card was removed');
  slot.serve({
    async transmit(command) {
      const answer = outOnce ?? { ok: true, bytes: card.answer(command) };
      outOnce = undefined;
      return answer;
    },
    reset: async () => ({ ok: true, bytes: card.atr }),
  });
  slot.insert(card.atr);
  const { read } = bench({ openPcsc: async () => link });
  expect(await read()).toEqual({ ok: false, fault: 'cardRemoved' });
  expect(await read()).toEqual(zhangRead);
});

test('whatever a card answers, a reading ends in a card or a fault', async () => {
  const kinds = fc.constantFrom('90 00', '61 05', '6C 05', '6A 83', '00 00');
  const answer = fc.oneof(
    fc.uint8Array({ maxLength: 258 }),
    fc.tuple(fc.uint8Array({ maxLength: 40 }), kinds).map(([data, word]) => Uint8Array.of(...data, ...fromHex(word))),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(answer, { minLength: 1, maxLength: 20 }),
      fc.uint8Array({ maxLength: 33 }),
      async (all, atr) => {
        let at = 0;
        const { virtual, reader, read, clock } = bench();
        virtual.put({ kind: 'chip', atr, reset() {}, answer: () => all[at++ % all.length] ?? new Uint8Array(0) });
        const outcome = await read();
        expect(outcome.ok || ['cardUnreadable', 'cardInvalid', 'protocolError'].includes(outcome.fault)).toBe(true);
        reader.close();
        await clock.advance(20_000);
        expect(clock.pending).toBe(0);
      },
    ),
    { numRuns: 60 },
  );
});

test('closing ends everything that waits and leaves nothing on the clock', async () => {
  const { clock, virtual, reader, settle, read } = bench();
  virtual.put(hospitalCard());
  await read();
  const signal = new AbortController().signal;
  const waiting = [reader.read(signal), reader.waitUntilTaken(signal)];
  await clock.advance(1_000);
  reader.close();
  for (const work of waiting) expect(await settle(work)).toEqual({ ok: false, fault: 'offline' });
  await clock.advance(60_000);
  expect(clock.pending).toBe(0);
});
