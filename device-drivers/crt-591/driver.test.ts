import { describe, expect, test } from 'vitest';
import { goodManners } from '../../simulator/devices/line.ts';
import { createBlankCard, createM1Card, factoryKey, type M1Card } from '../../simulator/devices/m1-card.ts';
import { createPlugBoard } from '../../simulator/devices/plug-board.ts';
import { type Crt591World, createVirtualCrt591 } from '../../simulator/devices/virtual-crt-591.ts';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import type { CardDispenserStatus } from '../contract/card-dispenser.ts';
import type { DeviceEvent } from '../contract/device-event.ts';
import type { MifareKey } from '../contract/mifare.ts';
import { createFramer } from '../framing/framer.ts';
import { fromHex, toHex } from '../framing/hex.ts';
import type { OpenLink } from '../links/link.ts';
import { type CrtCommand, decodeCommand } from './command.ts';
import { createCrt591 } from './driver.ts';
import { longestFrame, lookForFrame } from './frame.ts';
import { type CrtProfile, crt591 } from './profile.ts';

const factory: MifareKey = { which: 'A', bytes: factoryKey };
const hospital = { A: fromHex('A0 A1 A2 A3 A4 A5'), B: fromHex('B0 B1 B2 B3 B4 B5') };
const numbered = (number: number) => createM1Card(Uint8Array.of(4, 0xa1, 0xb2, number));
const some = (count = 30) => Array.from({ length: count }, (_, number) => numbered(number));
const ok = { ok: true };

function bench(
  plan: { cards?: readonly M1Card[]; profile?: CrtProfile; world?: Partial<Crt591World>; plugged?: boolean } = {},
) {
  const { cards = some(), profile = crt591, world = {}, plugged = true } = plan;
  const clock = createVirtualClock(Date.UTC(2026, 10, 2));
  let state = 3;
  const chance = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const virtual = createVirtualCrt591({ clock, chance, manners: { ...goodManners, baud: 9_600 }, ...world });
  virtual.load(cards);
  const board = createPlugBoard();
  if (plugged) board.plug('card-dispenser', virtual);
  const log: DeviceEvent[] = [];
  const asked: CrtCommand['kind'][] = [];
  const framer = createFramer(lookForFrame, longestFrame);
  /** The plug board's link, with the commands that go over it noted down. */
  const openLink: OpenLink = async (address) => {
    const link = await board.openLink(address);
    const write = (bytes: Uint8Array) => {
      for (const heard of framer.push(bytes).frames) {
        const command = heard.kind === 'text' ? decodeCommand(heard.text) : undefined;
        if (command && command.kind !== 'misunderstood') asked.push(command.kind);
      }
      link.write(bytes);
    };
    return { ...link, write };
  };
  const device = createCrt591({
    openLink,
    address: 'memory:card-dispenser',
    clock,
    log: (event) => log.push(event),
    profile,
  });
  const statuses: CardDispenserStatus[] = [];
  device.dispenser.subscribe((status) => statuses.push(status));
  async function settle<T>(work: Promise<T>, limit = 120_000): Promise<T> {
    let settled = false;
    void work.finally(() => {
      settled = true;
    });
    expect(await clock.runUntil(() => settled, limit)).toBe(true);
    return work;
  }
  const until = async (condition: () => boolean) => {
    expect(await clock.runUntil(condition, 200_000)).toBe(true);
  };
  const online = () => until(() => device.dispenser.status().device === 'online');
  return { clock, virtual, board, log, asked, ...device, statuses, settle, until, online };
}
type Bench = ReturnType<typeof bench>;

const never = () => new AbortController().signal;
const sector = 1;
const record = new TextEncoder().encode('NO.0000000000042');

/** Writes a record to the card inside and reads it back. */
async function personalise({ mifare }: Bench, data = record): Promise<string> {
  const activated = await mifare.activate();
  if (!activated.ok) return activated.fault;
  const proved = await mifare.authenticate(sector, factory);
  if (!proved.ok) return proved.fault;
  const written = await mifare.writeBlock(sector, 0, data);
  if (!written.ok) return written.fault;
  const read = await mifare.readBlock(sector, 0);
  if (!read.ok) return read.fault;
  await mifare.deactivate();
  return toHex(read.data) === toHex(data) ? 'written' : 'cardWriteFailed';
}

/** As a hospital issues a card: a card that cannot be written is retained and the next one tried, three in all. */
async function issue(it: Bench): Promise<string> {
  const { dispenser } = it;
  for (let attempt = 1; attempt <= 3; attempt++) {
    const taken = await dispenser.takeFromStack();
    if (!taken.ok && taken.fault === 'cardJammed') continue;
    if (!taken.ok) return taken.fault;
    if ((await personalise(it)) !== 'written') {
      await dispenser.retain();
      continue;
    }
    const offered = await dispenser.offer();
    if (!offered.ok) return offered.fault;
    const fetched = await dispenser.waitUntilTaken(never(), 30_000);
    if (!fetched.ok) return fetched.fault;
    if (fetched.taken) return 'issued';
    const retained = await dispenser.retain();
    return retained.ok ? 'retained' : retained.fault;
  }
  return 'given up';
}
const written = (card: M1Card | undefined) => toHex(card?.chip?.read(sector, 0) ?? new Uint8Array(0));

describe('issuing a card', () => {
  /** A patient who takes what is offered, after a moment. */
  const patient = ({ clock, virtual }: Bench, moment = 2_000) =>
    virtual.subscribe(() => {
      if (virtual.state().onTheWay?.place === 'gate') clock.after(moment, () => virtual.take());
    });

  test('taken from the stack, written, verified, offered, taken', async () => {
    const it = bench();
    patient(it);
    expect(await it.settle(issue(it))).toBe('issued');
    const { taken, stack, bin } = it.virtual.state();
    expect([taken.length, stack.length, bin.length]).toEqual([1, 29, 0]);
    expect(written(taken[0])).toBe(toHex(record));
    expect(it.log).toEqual([{ event: 'device.online', device: 'cardDispenser', address: 'memory:card-dispenser' }]);
    const media = it.statuses.flatMap((status) => (status.device === 'online' ? [status.media] : []));
    expect(media).toEqual(['notPresent', 'present', 'entering', 'notPresent']);
  });

  test('a hand quicker than the machine’s answer has the card all the same', async () => {
    const it = bench();
    patient(it, 0);
    expect(await it.settle(issue(it))).toBe('issued');
    expect(it.virtual.state()).toMatchObject({ taken: { length: 1 }, bin: [] });
  });

  test.each([
    ['a dead chip', () => [createBlankCard(fromHex('01 02 03 04')), ...some()]],
    ['a card with other keys', () => [createM1Card(fromHex('01 02 03 04'), { keys: hospital }), ...some()]],
  ])('%s goes to the bin, the next card is issued', async (_, cards) => {
    const it = bench({ cards: cards() });
    patient(it);
    expect(await it.settle(issue(it))).toBe('issued');
    const { taken, bin } = it.virtual.state();
    expect(bin.map(({ uid }) => toHex(uid))).toEqual(['01 02 03 04']);
    expect(written(taken[0])).toBe(toHex(record));
  });

  test.each(['chipRefusesWriting', 'chipForgetsWriting'] as const)('%s: the card goes to the bin', async (fault) => {
    const it = bench();
    patient(it);
    it.virtual.failNext(fault);
    expect(await it.settle(issue(it))).toBe('issued');
    expect(it.virtual.state()).toMatchObject({ bin: [{ uid: numbered(0).uid }], taken: [{ uid: numbered(1).uid }] });
  });

  test('three cards that cannot be written are enough', async () => {
    const it = bench();
    it.virtual.failUntilCleared('chipRefusesWriting');
    expect(await it.settle(issue(it))).toBe('given up');
    expect(it.virtual.state()).toMatchObject({ bin: { length: 3 }, onTheWay: undefined });
  });

  test('a jam: the card goes to the bin, the next one is issued', async () => {
    const it = bench();
    patient(it);
    it.virtual.failNext('jamOnTheWay');
    expect(await it.settle(issue(it))).toBe('issued');
    expect(it.virtual.state()).toMatchObject({ bin: { length: 1 }, taken: { length: 1 } });
    expect(it.log).toContainEqual({
      event: 'device.fault',
      device: 'cardDispenser',
      fault: 'cardJammed',
      cause: '10 card jam',
    });
  });

  test('not taken within 30 seconds: retained, and counted', async () => {
    const it = bench();
    expect(await it.settle(issue(it))).toBe('retained');
    expect(it.virtual.state()).toMatchObject({ bin: { length: 1 }, taken: [], onTheWay: undefined });
    expect(it.dispenser.status()).toMatchObject({ device: 'online', media: 'notPresent' });
    expect(await it.settle(it.dispenser.retainedCounter?.read() ?? expect.unreachable())).toEqual({
      ok: true,
      count: 1,
    });
  });

  test('unplugged in the middle: the card is found again and not a second one given', async () => {
    const it = bench();
    await it.settle(it.dispenser.takeFromStack());
    it.virtual.failNext('unplugged');
    expect(await it.settle(it.dispenser.offer())).toEqual({ ok: false, fault: 'offline' });
    expect(it.dispenser.status()).toEqual({ device: 'offline', fault: 'offline' });
    expect(it.log.at(-1)).toMatchObject({ fault: 'offline', cause: 'the other end closed the line' });
    await it.online();
    expect(it.dispenser.status()).toMatchObject({ media: 'present' });
    expect(await it.settle(it.dispenser.offer())).toEqual(ok);
    expect(it.virtual.state()).toMatchObject({ stack: { length: 29 }, onTheWay: { place: 'gate' } });
  });
});

describe('initialising', () => {
  test('comes first, and lets a card of a visit that was cut off stay', async () => {
    const it = bench();
    await it.settle(it.dispenser.takeFromStack());
    it.close();
    const { asked } = it;
    expect(asked.slice(0, 3)).toEqual(['initialise', 'status', 'status']);
    const again = createCrt591({
      openLink: it.board.openLink,
      address: 'memory:card-dispenser',
      clock: it.clock,
      log: () => {},
    });
    await it.until(() => again.dispenser.status().device === 'online');
    expect(again.dispenser.status()).toMatchObject({ media: 'present' });
    expect(await it.settle(again.dispenser.reset('retain'))).toEqual(ok);
    expect(it.virtual.state()).toMatchObject({ bin: { length: 1 } });
  });

  test('B0 while nobody asks: initialised again, by itself', async () => {
    const it = bench();
    await it.online();
    it.virtual.switchPower('off');
    it.virtual.switchPower('on');
    await it.clock.advance(31_000);
    expect(it.asked.filter((kind) => kind === 'initialise').length).toBe(2);
    expect(it.dispenser.status()).toMatchObject({ device: 'online' });
  });

  test('B0 before an offer: initialised, looked at, offered; and never a fresh card instead', async () => {
    const it = bench();
    await it.settle(it.dispenser.takeFromStack());
    it.virtual.switchPower('off');
    it.virtual.switchPower('on');
    expect(await it.settle(it.dispenser.offer())).toEqual(ok);
    expect(it.virtual.state().onTheWay).toMatchObject({ card: { uid: numbered(0).uid }, place: 'gate' });
    it.virtual.take();
    it.virtual.switchPower('off');
    it.virtual.switchPower('on');
    expect(await it.settle(it.dispenser.offer())).toEqual({ ok: false, fault: 'cardRemoved' });
    expect(it.virtual.state().stack.length).toBe(29);
  });

  test('a machine without power is offline, and comes back with it', async () => {
    const it = bench();
    await it.online();
    it.virtual.switchPower('off');
    await it.until(() => it.dispenser.status().device === 'offline');
    expect(it.dispenser.status()).toEqual({ device: 'offline', fault: 'timeOut' });
    it.virtual.switchPower('on');
    await it.online();
  });

  test('nothing plugged in is noDevice, until it is plugged in', async () => {
    const it = bench({ plugged: false });
    await it.clock.advance(100);
    expect(it.dispenser.status()).toEqual({ device: 'noDevice', fault: 'noDevice' });
    expect(await it.dispenser.takeFromStack()).toEqual({ ok: false, fault: 'noDevice' });
    it.board.plug('card-dispenser', it.virtual);
    await it.online();
    expect(await it.settle(it.dispenser.takeFromStack())).toEqual(ok);
  });
});

test('a jam that stays: one reset, then another only after a minute', async () => {
  const it = bench();
  it.virtual.failUntilCleared('jamOnTheWay');
  await it.settle(it.dispenser.takeFromStack());
  const resets = () => it.asked.filter((kind) => kind === 'initialise').length - 1;
  await it.clock.advance(30_000);
  expect(resets()).toBe(1);
  await it.clock.advance(300_000);
  expect(resets()).toBeGreaterThanOrEqual(4);
  expect(resets()).toBeLessThanOrEqual(6);
  expect(it.dispenser.status()).toEqual({ device: 'userError', fault: 'cardJammed' });
  expect(it.log.filter(({ event }) => event === 'device.fault').length).toBe(resets() + 1);
});

test('moved by hand is a fault of the card, and mended by a reset', async () => {
  const it = bench();
  it.virtual.failNext('movedByHand');
  expect(await it.settle(it.dispenser.takeFromStack())).toEqual({ ok: false, fault: 'cardInvalid' });
  expect(it.log.at(-1)).toMatchObject({ event: 'device.fault', cause: '45 card moved by hand' });
  await it.online();
  expect(it.virtual.state().bin.length).toBe(1);
});

test('a card taken is noticed within about 300 ms, and the machine left in peace otherwise', async () => {
  const it = bench();
  await it.settle(it.dispenser.takeFromStack());
  const before = it.asked.length;
  await it.clock.advance(25_000);
  expect(it.asked.length).toBe(before);
  await it.settle(it.dispenser.offer());
  await it.clock.advance(3_000);
  const at = it.clock.now();
  it.virtual.take();
  expect(await it.settle(it.dispenser.waitUntilTaken(never(), 5_000))).toEqual({ ok: true, taken: true });
  expect(it.clock.now() - at).toBeLessThan(400);
});

test('called off, a movement is stopped with EOT, and the card is inside', async () => {
  const it = bench();
  const stop = new AbortController();
  const taking = it.dispenser.takeFromStack(stop.signal);
  await it.until(() => it.virtual.state().moving === 'read');
  const at = it.clock.now();
  stop.abort();
  expect(await it.settle(taking)).toEqual({ ok: false, fault: 'cancelled' });
  expect(it.clock.now() - at).toBeLessThan(500);
  expect(it.dispenser.status()).toMatchObject({ device: 'online', media: 'present' });
  expect(it.virtual.state().onTheWay?.place).toBe('between');
});

test('supplies are told as they change', async () => {
  const it = bench({ cards: some(1), world: { binCapacity: 1 } });
  await it.settle(it.dispenser.takeFromStack());
  await it.settle(it.dispenser.retain());
  expect(it.dispenser.status()).toEqual({ device: 'online', media: 'notPresent', dispense: 'empty', retain: 'full' });
  it.virtual.load(some(40));
  it.virtual.emptyBin();
  await it.clock.advance(31_000);
  expect(it.dispenser.status()).toEqual({ device: 'online', media: 'notPresent', dispense: 'ok', retain: 'ok' });
});

describe('entry', () => {
  test('a card put in is drawn inside and told; reset shuts the gate', async () => {
    const it = bench();
    const card = createM1Card(fromHex('0A 0B 0C 0D'));
    await it.online();
    expect(it.virtual.putIn(card)).toBe(false);
    expect(await it.settle(it.dispenser.entry?.enable() ?? expect.unreachable())).toEqual(ok);
    expect(it.virtual.putIn(card)).toBe(true);
    await it.until(() => {
      const status = it.dispenser.status();
      return status.device === 'online' && status.media === 'present';
    });
    expect(await it.settle(it.dispenser.reset('stay'))).toEqual(ok);
    expect(it.virtual.state().onTheWay?.card).toBe(card);
    it.virtual.free();
    expect(it.virtual.putIn(card)).toBe(false);
  });

  test('stays open over a power cut, until it is disabled', async () => {
    const it = bench();
    const card = createM1Card(fromHex('0A 0B 0C 0D'));
    await it.settle(it.dispenser.entry?.enable() ?? expect.unreachable());
    it.virtual.switchPower('off');
    it.virtual.switchPower('on');
    await it.clock.advance(3_000);
    expect(it.virtual.putIn(card)).toBe(true);
    await it.clock.advance(3_000);
    it.virtual.free();
    expect(await it.settle(it.dispenser.entry?.disable() ?? expect.unreachable())).toEqual(ok);
    expect(it.virtual.putIn(card)).toBe(false);
  });
});

describe('the machine’s own', () => {
  test('counter is read, set, and read again', async () => {
    const it = bench();
    const counter = it.dispenser.retainedCounter ?? expect.unreachable();
    for (let i = 0; i < 2; i++) {
      await it.settle(it.dispenser.takeFromStack());
      await it.settle(it.dispenser.retain());
    }
    expect(await it.settle(counter.read())).toEqual({ ok: true, count: 2 });
    expect(await it.settle(counter.set(0))).toEqual(ok);
    expect(await it.settle(counter.read())).toEqual({ ok: true, count: 0 });
    expect(() => counter.set(1_000)).toThrow(RangeError);
  });

  test('counter that has run over is a full bin', async () => {
    const it = bench();
    await it.settle((it.dispenser.retainedCounter ?? expect.unreachable()).set(999));
    await it.settle(it.dispenser.takeFromStack());
    expect(await it.settle(it.dispenser.retain())).toEqual({ ok: false, fault: 'retainBinFull' });
  });

  test('sensors', async () => {
    const it = bench();
    await it.settle(it.dispenser.takeFromStack());
    const seen = await it.settle(it.sensors());
    expect(seen).toEqual({ ok: true, sensors: [false, false, false, true, true, false, false, false] });
  });
});

describe('profiles', () => {
  test('another address, no counting, 30 to offer', async () => {
    const profile: CrtProfile = { busAddress: 5, offerBy: 'hold', counting: false, rfTypes: 'A0' };
    const it = bench({ profile, world: { busAddress: 5 } });
    await it.settle(it.dispenser.takeFromStack());
    expect(await it.settle(it.mifare.activate())).toEqual({ ok: true, uid: numbered(0).uid });
    expect(await it.settle(it.dispenser.offer())).toEqual(ok);
    expect(it.virtual.state().onTheWay?.place).toBe('gate');
    expect(it.dispenser.retainedCounter).toBeUndefined();
  });
});

describe('MIFARE', () => {
  test('no card inside, or one only at the gate, is cardRemoved', async () => {
    const it = bench();
    await it.online();
    expect(await it.settle(it.mifare.activate())).toEqual({ ok: false, fault: 'cardRemoved' });
    await it.settle(it.dispenser.takeFromStack());
    expect(await it.settle(it.mifare.activate())).toEqual({ ok: true, uid: numbered(0).uid });
    await it.settle(it.dispenser.offer());
    expect(await it.settle(it.mifare.activate())).toEqual({ ok: false, fault: 'cardRemoved' });
  });

  test('a number of seven bytes; wrong keys; blocks of another sector; trailers', async () => {
    const uid = fromHex('04 11 22 33 44 55 66');
    const it = bench({ cards: [createM1Card(uid, { keys: hospital })] });
    const { mifare, settle } = it;
    await settle(it.dispenser.takeFromStack());
    expect(await settle(mifare.activate())).toEqual({ ok: true, uid });
    expect(await settle(mifare.authenticate(2, factory))).toEqual({ ok: false, fault: 'cardInvalid' });
    expect(await settle(mifare.authenticate(2, { which: 'B', bytes: hospital.B }))).toEqual(ok);
    expect(await settle(mifare.writeBlock(2, 1, record))).toEqual(ok);
    expect(await settle(mifare.readBlock(2, 1))).toEqual({ ok: true, data: record });
    expect(await settle(mifare.readBlock(3, 0))).toEqual({ ok: false, fault: 'cardUnreadable' });
    expect(await settle(mifare.writeBlock(2, 3, record))).toEqual({ ok: false, fault: 'cardWriteFailed' });
    expect(await settle(mifare.readBlock(2, 4))).toEqual({ ok: false, fault: 'protocolError' });
    await expect(mifare.writeBlock(2, 0, new Uint8Array(15))).rejects.toThrow(RangeError);
    expect(await settle(mifare.deactivate())).toEqual(ok);
    expect(await settle(mifare.readBlock(2, 1))).toEqual({ ok: false, fault: 'cardUnreadable' });
  });

  test('a dead chip is cardUnreadable; a card forgotten in a power cut is cardRemoved', async () => {
    const it = bench({ cards: [createBlankCard(fromHex('01 02 03 04')), ...some()] });
    await it.settle(it.dispenser.takeFromStack());
    expect(await it.settle(it.mifare.activate())).toEqual({ ok: false, fault: 'cardUnreadable' });
    it.virtual.switchPower('off');
    it.virtual.switchPower('on');
    expect(await it.settle(it.mifare.activate())).toEqual({ ok: false, fault: 'cardRemoved' });
  });

  test('without a machine it has its fault', async () => {
    const it = bench({ plugged: false });
    expect(await it.settle(it.mifare.activate())).toEqual({ ok: false, fault: 'noDevice' });
    it.close();
  });
});
