import { expect, test } from 'vitest';
import { goodManners } from '../../simulator/devices/line.ts';
import { createM1Card } from '../../simulator/devices/m1-card.ts';
import { createPlugBoard } from '../../simulator/devices/plug-board.ts';
import { createVirtualQuCd720 } from '../../simulator/devices/virtual-qu-cd-720.ts';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import type { DeviceEvent } from '../contract/device-event.ts';
import type { OpenLink } from '../links/link.ts';
import { encodeCommand, type QuCommand } from './codec.ts';
import { createQuCd720 } from './driver.ts';

const numbered = (number: number) => createM1Card(Uint8Array.of(4, 0, 0, number));
const ok = { ok: true };

async function bench(
  plan: { cards?: number; early?: (virtual: ReturnType<typeof createVirtualQuCd720>) => void } = {},
) {
  const clock = createVirtualClock(0);
  const virtual = createVirtualQuCd720({ clock, chance: () => 0.5, manners: { ...goodManners, baud: 9_600 } });
  plan.early?.(virtual);
  virtual.load(Array.from({ length: plan.cards ?? 30 }, (_, number) => numbered(number)));
  await clock.advance(5_000);
  const board = createPlugBoard();
  board.plug('card-dispenser', virtual);
  const log: DeviceEvent[] = [];
  const sent: string[] = [];
  /** ENQs still to be lost on the line. */
  let lose = 0;
  const openLink: OpenLink = async (address) => {
    const link = await board.openLink(address);
    const write = (bytes: Uint8Array) => {
      const isEnq = bytes[0] === 5;
      if (!isEnq) sent.push(String.fromCharCode(...bytes.subarray(1, 3)));
      if (isEnq && lose > 0 && sent.at(-1) !== 'PB') lose--;
      else link.write(bytes);
    };
    return { ...link, write };
  };
  const dispenser = createQuCd720({
    openLink,
    address: 'memory:card-dispenser',
    clock,
    log: (event) => log.push(event),
  });
  async function settle<T>(work: Promise<T>): Promise<T> {
    let settled = false;
    void work.finally(() => {
      settled = true;
    });
    expect(await clock.runUntil(() => settled, 120_000)).toBe(true);
    return work;
  }
  const until = async (condition: () => boolean) => {
    expect(await clock.runUntil(condition, 200_000)).toBe(true);
  };
  const count = (command: QuCommand) =>
    sent.filter(
      (it) => encodeCommand(command)[1] === it.charCodeAt(0) && encodeCommand(command)[2] === it.charCodeAt(1),
    ).length;
  return {
    clock,
    virtual,
    board,
    log,
    sent,
    count,
    dispenser,
    settle,
    until,
    online: () => until(() => dispenser.status().device === 'online'),
    loseEnq(times: number) {
      lose = times;
    },
  };
}

test('to the reader, to the gate, to the bin: one command each', async () => {
  const { dispenser, sent, settle } = await bench();
  await settle(dispenser.takeFromStack());
  await settle(dispenser.offer());
  await settle(dispenser.retain());
  expect(sent.filter((command) => command !== 'PB')).toEqual(['DH', 'PC', 'ES', 'PC', 'CP']);
});

test('the last card, at the ready place of an empty hopper, is few and not none', async () => {
  const { dispenser, settle } = await bench({ cards: 1 });
  expect(await settle(dispenser.takeFromStack())).toEqual(ok);
  expect(dispenser.status()).toMatchObject({ dispense: 'empty' });
});

test('a movement whose ENQ was lost is asked for again', async () => {
  const { dispenser, settle, loseEnq, count, virtual } = await bench();
  loseEnq(1);
  expect(await settle(dispenser.takeFromStack())).toEqual(ok);
  expect(count('toReader')).toBe(2);
  expect(virtual.state()).toMatchObject({ stack: { length: 29 }, onTheWay: { place: 'read' } });
});

test('one that never begins is a defect, which a reset may mend', async () => {
  const { dispenser, settle, loseEnq, count, log } = await bench();
  loseEnq(3);
  expect(await settle(dispenser.takeFromStack())).toEqual({ ok: false, fault: 'hardwareError' });
  expect(count('toReader')).toBe(3);
  expect(log.at(-1)).toMatchObject({ fault: 'hardwareError', cause: 'toReader does not begin' });
  expect(await settle(dispenser.takeFromStack())).toEqual(ok);
});

test('an offer is not repeated without its card: the machine would give another', async () => {
  const { dispenser, settle, loseEnq, virtual, count, until } = await bench();
  await settle(dispenser.takeFromStack());
  loseEnq(1);
  const offering = dispenser.offer();
  await until(() => count('toGate') === 1);
  // Somebody opens the machine and takes the card out; the next one comes to the ready place.
  virtual.free();
  expect(await settle(offering)).toEqual({ ok: false, fault: 'cardRemoved' });
  expect(count('toGate')).toBe(1);
  expect(virtual.state().onTheWay?.place).toBe('ready');
});

test('a power cut while offering: the machine retains the card by itself, and no other is offered', async () => {
  const { dispenser, settle, virtual, online, until } = await bench();
  await settle(dispenser.takeFromStack());
  virtual.failNext('powerCut');
  expect((await settle(dispenser.offer())).ok).toBe(false);
  await online();
  await until(() => virtual.state().onTheWay?.place === 'ready');
  expect(virtual.state()).toMatchObject({ bin: { length: 1 }, taken: [] });
  expect(dispenser.status()).toMatchObject({ media: 'notPresent' });
});

test('a hand quicker than the next look has taken the card', async () => {
  const { dispenser, settle, virtual } = await bench();
  await settle(dispenser.takeFromStack());
  virtual.subscribe(() => void virtual.take());
  expect(await settle(dispenser.offer())).toEqual(ok);
  expect(await settle(dispenser.waitUntilTaken(new AbortController().signal, 5_000))).toEqual({
    ok: true,
    taken: true,
  });
});

test('a machine found jammed is reset, once', async () => {
  const { dispenser, log, online, count, clock } = await bench({ early: (virtual) => virtual.failNext('jamAtStack') });
  await online();
  await clock.advance(60_000);
  expect(count('reset')).toBe(1);
  expect(dispenser.status()).toMatchObject({ device: 'online', media: 'notPresent' });
  expect(log.map((event) => (event.event === 'device.fault' ? event.cause : event.event))).toEqual([
    'device.online',
    'dispensing failed',
    'device.online',
  ]);
});

test('asked to let its card stay, it is not reset; an empty one is', async () => {
  const { dispenser, settle, count } = await bench();
  expect(await settle(dispenser.reset('stay'))).toEqual(ok);
  expect(count('reset')).toBe(1);
  await settle(dispenser.takeFromStack());
  expect(await settle(dispenser.reset('stay'))).toEqual(ok);
  expect(count('reset')).toBe(1);
  expect(dispenser.status()).toMatchObject({ media: 'present' });
});

test('it draws no cards in and counts none', async () => {
  const { dispenser } = await bench();
  expect(dispenser.entry).toBeUndefined();
  expect(dispenser.retainedCounter).toBeUndefined();
});
