/** The contract of card dispensers over both drivers, in virtual time, and on a real line (socat) where there is one. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, vi } from 'vitest';
import type { CardMachineWorld, VirtualCardMachine } from '../../simulator/devices/card-machine.ts';
import { goodManners } from '../../simulator/devices/line.ts';
import { createM1Card } from '../../simulator/devices/m1-card.ts';
import { createPlugBoard } from '../../simulator/devices/plug-board.ts';
import { createVirtualCrt591 } from '../../simulator/devices/virtual-crt-591.ts';
import { createVirtualQuCd720 } from '../../simulator/devices/virtual-qu-cd-720.ts';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import type { CardDispenser, CardDispenserStatus } from '../contract/card-dispenser.ts';
import type { Clock } from '../contract/clock.ts';
import { createCrt591 } from '../crt-591/driver.ts';
import { parseAddress } from '../links/address.ts';
import type { OpenLink } from '../links/link.ts';
import { openSerial } from '../links/serial.ts';
import { createQuCd720 } from '../qu-cd-720/driver.ts';
import { type BenchPlan, type DispenserBench, dispenserContract, lowBelow } from './contract-suite.ts';
import type { DispenserOptions } from './dispensing.ts';

interface Model {
  readonly name: string;
  readonly drive: (options: DispenserOptions) => CardDispenser;
  readonly build: (world: CardMachineWorld) => VirtualCardMachine;
}

const models: readonly Model[] = [
  { name: 'CRT-591-M', drive: (options) => createCrt591(options).dispenser, build: createVirtualCrt591 },
  { name: 'QU-CD-720M', drive: createQuCd720, build: createVirtualQuCd720 },
];

const cardNumbered = (number: number) => createM1Card(Uint8Array.of(4, 0, number >> 8, number & 0xff));
const cards = (count: number) => Array.from({ length: count }, (_, number) => cardNumbered(number));

/** The hands on a machine, in the suite's words. */
function hands(
  machine: VirtualCardMachine,
): Omit<DispenserBench, 'dispenser' | 'statuses' | 'settle' | 'until' | 'close'> {
  return {
    cards() {
      const { stack, onTheWay, bin, taken } = machine.state();
      const at = (...places: string[]) => (onTheWay && places.includes(onTheWay.place) ? 1 : 0);
      // On its way from the hopper to the ready place a card counts as waiting: nobody asked for it.
      const preparing = machine.state().moving === 'ready' ? 1 : 0;
      return {
        stack: stack.length + at('ready') + preparing,
        inside: at('read', 'between') - preparing,
        gate: at('gate'),
        bin: bin.length,
        taken: taken.length,
      };
    },
    load: (count) => machine.load(cards(count)),
    take: () => {
      expect(machine.take()).toBeDefined();
    },
    emptyBin: () => {
      expect(machine.emptyBin().length).toBeGreaterThan(0);
    },
    free: () => {
      machine.free();
    },
    moving: () => {
      const { moving } = machine.state();
      return moving !== undefined && moving !== 'ready';
    },
    failNext: machine.failNext,
    failUntilCleared: machine.failUntilCleared,
    clear: () => machine.clear(),
  };
}

describe.each(models)('$name in virtual time', ({ drive, build }) => {
  dispenserContract('virtual', async ({ cards: count, binCapacity = 50 }: BenchPlan) => {
    const clock = createVirtualClock(Date.UTC(2026, 10, 2));
    let state = 7;
    const chance = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32;
    };
    const machine = build({ clock, chance, manners: { ...goodManners, baud: 9_600 }, lowBelow, binCapacity });
    machine.load(cards(count));
    await clock.advance(10_000);
    const board = createPlugBoard();
    board.plug('card-dispenser', machine);
    const statuses: CardDispenserStatus[] = [];
    const dispenser = drive({ openLink: board.openLink, address: 'memory:card-dispenser', clock, log: () => {} });
    dispenser.subscribe((status) => statuses.push(status));
    return {
      ...hands(machine),
      dispenser,
      statuses,
      async settle(work) {
        let settled = false;
        void work.finally(() => {
          settled = true;
        });
        expect(await clock.runUntil(() => settled, 120_000)).toBe(true);
        return work;
      },
      async until(condition) {
        expect(await clock.runUntil(condition, 200_000)).toBe(true);
      },
      async close() {
        dispenser.close();
        await clock.advance(200_000);
        expect(clock.pending).toBe(0);
      },
    };
  });
});

const noSocat = spawnSync('socat', ['-V']).error !== undefined;
const skipped = noSocat && process.env.REQUIRE_SOCAT !== '1';

const systemClock: Clock = {
  now: () => Date.now(),
  after(delay, task) {
    const timer = setTimeout(task, delay);
    return () => clearTimeout(timer);
  },
};

const openLink: OpenLink = (text) => {
  const address = parseAddress(text);
  if (address.scheme !== 'serial') throw new Error(`${text} is no serial address`);
  return openSerial(address);
};

const until = async (condition: () => boolean) => {
  await vi.waitUntil(condition, { timeout: 20_000, interval: 5 });
};

describe.skipIf(skipped).each(models)(
  `$name over a pty pair${noSocat ? ' (needs socat, which is not on this machine)' : ''}`,
  { timeout: 60_000, retry: 1 },
  ({ drive, build }) => {
    dispenserContract('real', async ({ cards: count, binCapacity = 50 }: BenchPlan) => {
      expect(noSocat, 'socat is not on this machine').toBe(false);
      const folder = mkdtempSync(join(tmpdir(), 'pty-'));
      const [near, far] = [join(folder, 'near'), join(folder, 'far')];
      const end = (path: string) => `pty,raw,echo=0,link=${path}`;
      const socat: ChildProcess = spawn('socat', [end(near), end(far)], { stdio: 'ignore' });
      await until(() => existsSync(near) && existsSync(far));
      const machine = build({ clock: systemClock, chance: Math.random, movingTime: 60, lowBelow, binCapacity });
      machine.load(cards(count));
      await until(() => machine.state().moving === undefined);
      machine.attach(await openLink(`serial:${far}?baud=9600`));
      const statuses: CardDispenserStatus[] = [];
      const address = `serial:${near}?baud=9600`;
      const dispenser = drive({ openLink, address, clock: systemClock, log: () => {} });
      dispenser.subscribe((status) => statuses.push(status));
      return {
        ...hands(machine),
        dispenser,
        statuses,
        settle: (work) => work,
        until,
        async close() {
          dispenser.close();
          const ended = new Promise((resolve) => socat.once('exit', resolve));
          socat.kill();
          await ended;
          rmSync(folder, { recursive: true, force: true });
        },
      };
    });
  },
);
