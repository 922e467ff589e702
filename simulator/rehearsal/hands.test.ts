/** The bench's hands at the virtual devices, felt through the real drivers. */
import { describe, expect, test } from 'vitest';
import { encodeNumber } from '../../device-drivers/chip-card-reader/card-text.ts';
import { createChipCardReader } from '../../device-drivers/chip-card-reader/driver.ts';
import { createCrt591 } from '../../device-drivers/crt-591/driver.ts';
import { crt591 } from '../../device-drivers/crt-591/profile.ts';
import { createHidPosScanner } from '../../device-drivers/hid-pos-scanner/driver.ts';
import { createReportPrinter } from '../../device-drivers/ipp-printer/driver.ts';
import { samplePdf } from '../../device-drivers/ipp-printer/sample-pdf.ts';
import { createMagtekReader } from '../../device-drivers/magtek-reader/driver.ts';
import { people } from '../../seeds/people.ts';
import { createBenchTrial } from '../bench/bench-trial.ts';
import { factoryKey } from '../devices/m1-card.ts';
import { hospitalCardPlace } from '../devices/virtual-shelf.ts';
import { readCode } from '../hospital/codes.ts';
import type { BenchCommand } from './command.ts';

const key = { which: 'A', bytes: factoryKey } as const;
const [zhang] = people;
if (!zhang) throw new Error('the seeds hold nobody');

function workshop() {
  const trial = createBenchTrial();
  const { shelf, clock, settle } = trial;
  const ports = { clock, log: () => {} };
  const { openLink, openPcsc, openHid, postIpp: post } = shelf.links;
  const drivers = {
    chipCardReader: createChipCardReader({
      ...ports,
      openPcsc,
      address: 'memory:chip-card-reader',
      profile: { socialSecurityCard: {}, hospitalCard: { ...hospitalCardPlace, key } },
    }),
    cards: createCrt591({ ...ports, openLink, address: 'memory:card-dispenser', profile: crt591 }),
    magneticCardReader: createMagtekReader({ ...ports, openHid, address: 'memory:magnetic-card-reader' }),
    scanner: createHidPosScanner({ ...ports, openHid, address: 'memory:barcode-scanner' }),
    reportPrinter: createReportPrinter({ ...ports, post, address: 'memory:report-printer' }),
  };

  const never = new AbortController().signal;
  return { ...trial, drivers, never, readChip: () => settle(drivers.chipCardReader.read(never)) };
}

describe('the chip card reader', () => {
  test('reads a person’s social-security card', async () => {
    const { bench, hand, readChip } = workshop();
    hand({ do: 'putChipCard', person: 0, card: 'socialSecurity' });
    expect(await readChip()).toEqual({ ok: true, card: zhang.cards.socialSecurity });
    expect(bench.view().chipCardReader.card).toEqual({ kind: 'held', person: 0, name: 'socialSecurity' });
    hand({ do: 'takeChipCard' });
    expect(bench.view().chipCardReader).not.toHaveProperty('card');
  });

  test('reads the number of a person’s hospital card', async () => {
    const { bench, hand, readChip } = workshop();
    hand({ do: 'putChipCard', person: 0, card: 'hospital' });
    expect(await readChip()).toEqual({ ok: true, card: { kind: 'hospital', number: zhang.cards.hospitalCard } });
    expect(bench.view().chipCardReader.card).toEqual({ kind: 'held', person: 0, name: 'hospital' });
  });

  test('refuses a bank card', async () => {
    const { bench, hand, readChip } = workshop();
    hand({ do: 'putBankCard' });
    expect(await readChip()).toEqual({ ok: false, fault: 'cardInvalid' });
    expect(bench.view().chipCardReader.card).toEqual({ kind: 'bank' });
  });

  test('a card somebody does not have cannot be put in', () => {
    const { bench } = workshop();
    const without = people.findIndex(({ cards }) => cards.hospitalCard === undefined);
    const put = { do: 'putChipCard', person: without, card: 'hospital' };
    expect(bench.run(put)).toBe(`person ${without} has no such card`);
    expect(bench.view().people[without]).toMatchObject({ hospitalCard: false });
  });
});

describe('the card dispenser', () => {
  test('a card that was written, offered and taken is read in the chip card reader', async () => {
    const { bench, hand, settle, never, drivers, readChip } = workshop();
    const { dispenser, mifare } = drivers.cards;
    expect(bench.run({ do: 'putIssuedCard' })).toBe('no card was taken out of the dispenser');
    await settle(dispenser.takeFromStack());
    await settle(mifare.activate());
    await settle(mifare.authenticate(hospitalCardPlace.sector, key));
    const block = encodeNumber(hospitalCardPlace.number, '990100000001');
    expect(await settle(mifare.writeBlock(hospitalCardPlace.sector, hospitalCardPlace.block, block))).toEqual({
      ok: true,
    });
    expect(bench.run({ do: 'takeOfferedCard' })).toBe('no card is offered');
    expect(await settle(dispenser.offer())).toEqual({ ok: true });
    expect(bench.view().cardDispenser.onTheWay).toEqual({ place: 'gate', number: '990100000001' });
    hand({ do: 'takeOfferedCard' });
    expect(await settle(dispenser.waitUntilTaken(never, 5_000))).toEqual({ ok: true, taken: true });
    expect(bench.view().cardDispenser.taken).toEqual({ number: '990100000001' });
    hand({ do: 'putIssuedCard' });
    expect(await readChip()).toEqual({ ok: true, card: { kind: 'hospital', number: '990100000001' } });
    expect(bench.view().chipCardReader.card).toEqual({ kind: 'issued' });
  });

  test('its stack is emptied and filled with other cards, its bin emptied', async () => {
    const { bench, hand, settle, drivers, shelf } = workshop();
    const { dispenser } = drivers.cards;
    const before = shelf.cardDispenser.state().stack.map(({ uid }) => uid.join());
    hand({ do: 'emptyCardStack' });
    expect(await settle(dispenser.takeFromStack())).toEqual({ ok: false, fault: 'stackEmpty' });
    hand({ do: 'loadCards', count: 20 });
    const after = shelf.cardDispenser.state().stack.map(({ uid }) => uid.join());
    expect(new Set([...before, ...after]).size).toBe(before.length + 20);
    await settle(dispenser.takeFromStack());
    await settle(dispenser.retain());
    expect(bench.view().cardDispenser).toMatchObject({ stack: 19, bin: 1 });
    hand({ do: 'emptyCardBin' });
    expect(bench.view().cardDispenser).toMatchObject({ stack: 19, bin: 0 });
  });

  test('it is filled with bad cards too, each found out in its own way', async () => {
    const { hand, settle, drivers } = workshop();
    const { dispenser, mifare } = drivers.cards;
    hand({ do: 'emptyCardStack' });
    hand({ do: 'loadCards', count: 1, made: 'blank' });
    hand({ do: 'loadCards', count: 1, made: 'foreign' });
    await settle(dispenser.takeFromStack());
    expect(await settle(mifare.activate())).toMatchObject({ ok: false });
    await settle(dispenser.retain());
    await settle(dispenser.takeFromStack());
    expect(await settle(mifare.activate())).toMatchObject({ ok: true });
    expect(await settle(mifare.authenticate(hospitalCardPlace.sector, key))).toMatchObject({ ok: false });
  });

  test('a jam strikes once, or is taken back', async () => {
    const { bench, hand, settle, drivers } = workshop();
    const { dispenser } = drivers.cards;
    hand({ do: 'jamNextCard' });
    expect(bench.view().cardDispenser.jams).toBe(1);
    expect(await settle(dispenser.takeFromStack())).toEqual({ ok: false, fault: 'cardJammed' });
    expect(bench.view().cardDispenser.jams).toBe(0);
    hand({ do: 'jamNextCard' });
    hand({ do: 'freeCardPath' });
    expect(bench.view().cardDispenser).toMatchObject({ jams: 0 });
    expect(bench.view().cardDispenser).not.toHaveProperty('onTheWay');
  });
});

describe('the magnetic card reader', () => {
  test('a hospital card is swiped, or any second track', async () => {
    const { bench, hand, settle, never, drivers, clock } = workshop();
    const swiped = async (command: BenchCommand) => {
      const reading = drivers.magneticCardReader.read(never);
      await clock.advance(1_000);
      hand(command);
      const read = await settle(reading);
      return read.ok ? read.tracks.track2 : read.fault;
    };
    const number = zhang.cards.hospitalCard;
    expect(await swiped({ do: 'swipeCard', person: 0 })).toEqual({ status: 'ok', data: number, number });
    expect(await swiped({ do: 'swipeTrack', track2: '6200000000=2912' })).toMatchObject({ number: '6200000000' });
    expect(bench.view().magneticCardReader.swipes).toBe(2);
    expect(bench.run({ do: 'swipeTrack', track2: '?' })).toBe('this is no command of the bench');
  });
});

describe('the scanner', () => {
  function scanning() {
    const it = workshop();
    const scanned = async (command: BenchCommand) => {
      it.hand(command);
      const read = await it.settle(it.drivers.scanner.read(it.never));
      return read.ok ? read.code.data : read.fault;
    };
    return { ...it, scanned };
  }

  test('a voucher is drawn anew each time it is shown', async () => {
    const { scanned, clock, bench } = scanning();
    expect(bench.view().people[0]?.codes).toEqual(['eHealthCard', 'eVoucher', 'virtualCard']);
    const code = zhang.codes.find(({ kind }) => kind === 'eVoucher');
    for (let i = 0; i < 2; i++) {
      expect(readCode(await scanned({ do: 'showCode', person: 0, code: 'eVoucher' }), clock.now())).toEqual(code);
      await clock.advance(600_000);
    }
  });

  test('two payer’s codes are two', async () => {
    const { scanned } = scanning();
    const codes = [await scanned({ do: 'showPayerCode' }), await scanned({ do: 'showPayerCode' })];
    expect(new Set(codes).size).toBe(2);
    for (const code of codes) expect(code).toMatch(/^1[0-5]\d{16}$/);
  });

  test('any text is shown until it is put away', async () => {
    const { scanned, bench, hand } = scanning();
    expect(await scanned({ do: 'showText', text: '就诊 0042' })).toBe('就诊 0042');
    expect(bench.view().scanner.shown).toBe('就诊 0042');
    hand({ do: 'hideCode' });
    expect(bench.view().scanner).not.toHaveProperty('shown');
  });

  test('a code of somebody without a phone cannot be shown', () => {
    const { bench } = scanning();
    const without = people.findIndex(({ codes }) => codes.length === 0);
    const asked = { do: 'showCode', person: without, code: 'eHealthCard' };
    expect(bench.run(asked)).toBe(`person ${without} has no such code`);
  });
});

describe('the report printer', () => {
  test('prints sheets that are taken, and keeps the newest document', async () => {
    const { bench, hand, settle, never, drivers } = workshop();
    const print = (jobName: string, pages: number) =>
      settle(drivers.reportPrinter.print({ jobName, document: samplePdf(pages), pages }, never));
    expect([bench.report(), bench.view().reportPrinter.document]).toEqual([undefined, false]);
    expect(await print('R1', 2)).toEqual({ ok: true, pages: 2 });
    expect(await print('R2', 1)).toEqual({ ok: true, pages: 1 });
    expect(bench.view().reportPrinter).toMatchObject({ sheets: 247, document: true });
    expect(bench.view().reportPrinter.output).toEqual([
      { jobName: 'R1', page: 1 },
      { jobName: 'R1', page: 2 },
      { jobName: 'R2', page: 1 },
    ]);
    expect(bench.report()).toEqual(samplePdf(1));
    hand({ do: 'takeSheets' });
    expect(bench.view().reportPrinter.output).toEqual([]);
  });

  test('a tray full of what others left takes no more', () => {
    const { bench, hand } = workshop();
    hand({ do: 'leaveSheets', sheets: 149 });
    expect(bench.view().reportPrinter.reasons).toEqual(['output-area-almost-full']);
    hand({ do: 'leaveSheets', sheets: 1 });
    expect(bench.view().reportPrinter.reasons).toEqual(['output-area-full']);
    hand({ do: 'takeSheets' });
    expect(bench.view().reportPrinter.reasons).toEqual([]);
  });

  test('without paper, without toner, jammed, and well again', () => {
    const { bench, hand } = workshop();
    const reasons = () => bench.view().reportPrinter.reasons;
    hand({ do: 'setSheets', sheets: 0 });
    hand({ do: 'setToner', pages: 0 });
    hand({ do: 'jamReportPrinter' });
    expect(reasons()).toEqual(['media-jam', 'toner-empty', 'media-empty']);
    expect(bench.view().reportPrinter.jammed).toBe(true);
    hand({ do: 'freeReportPrinter' });
    hand({ do: 'setSheets', sheets: 250 });
    hand({ do: 'setToner', pages: 20 });
    expect(reasons()).toEqual(['toner-low']);
  });
});
