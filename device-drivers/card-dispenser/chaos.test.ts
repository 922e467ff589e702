/** Any order of wishes, hands and mishaps: no card is lost, none is given that nobody asked for, and it ends well. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type CardMachineFault,
  type CardMachineWorld,
  cardMachineFaults,
  type VirtualCardMachine,
} from '../../simulator/devices/card-machine.ts';
import { goodManners } from '../../simulator/devices/line.ts';
import { createM1Card, type M1Card } from '../../simulator/devices/m1-card.ts';
import { createPlugBoard } from '../../simulator/devices/plug-board.ts';
import { createVirtualCrt591 } from '../../simulator/devices/virtual-crt-591.ts';
import { createVirtualQuCd720 } from '../../simulator/devices/virtual-qu-cd-720.ts';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import type { CardDispenser, CardDispenserStatus } from '../contract/card-dispenser.ts';
import type { Outcome } from '../contract/fault.ts';
import { createCrt591 } from '../crt-591/driver.ts';
import { createQuCd720 } from '../qu-cd-720/driver.ts';
import type { DispenserOptions } from './dispensing.ts';

const models: readonly [
  string,
  (options: DispenserOptions) => CardDispenser,
  (world: CardMachineWorld) => VirtualCardMachine,
][] = [
  ['CRT-591-M', (options) => createCrt591(options).dispenser, createVirtualCrt591],
  ['QU-CD-720M', createQuCd720, createVirtualQuCd720],
];

type Step =
  | {
      readonly do: 'takeFromStack' | 'offer' | 'retain' | 'resetStay' | 'resetRetain' | 'wait';
      readonly callOffAfter: number | undefined;
    }
  | { readonly do: 'fault'; readonly fault: CardMachineFault }
  | { readonly do: 'hand' | 'free' | 'power' | 'plug' }
  | { readonly do: 'pass'; readonly time: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'takeFromStack' as const,
        'offer' as const,
        'retain' as const,
        'resetStay' as const,
        'resetRetain' as const,
        'wait' as const,
      ),
      callOffAfter: fc.option(fc.integer({ min: 0, max: 4_000 }), { nil: undefined, freq: 4 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('fault' as const), fault: fc.constantFrom(...cardMachineFaults) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('hand' as const, 'free' as const, 'power' as const, 'plug' as const) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pass' as const), time: fc.nat(40_000) }) },
);
const many = 40;

test.each(models)('%s', { timeout: 60_000 }, async (_name, drive, build) => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.nat(), async (steps, seed) => {
      const clock = createVirtualClock(0);
      let state = seed >>> 0;
      const chance = () => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return state / 2 ** 32;
      };
      const machine = build({ clock, chance, manners: { ...goodManners, baud: 9_600 } });
      machine.load(Array.from({ length: many }, (_, i) => createM1Card(Uint8Array.of(4, 0, 0, i))));
      const board = createPlugBoard();
      board.plug('card-dispenser', machine);
      const offered = new Set<M1Card>();
      machine.subscribe(() => {
        const { onTheWay } = machine.state();
        if (onTheWay?.place === 'gate') offered.add(onTheWay.card);
      });
      const statuses: CardDispenserStatus[] = [];
      const dispenser = drive({ openLink: board.openLink, address: 'memory:card-dispenser', clock, log: () => {} });
      dispenser.subscribe((status) => statuses.push(status));
      const settle = async (work: Promise<Outcome>): Promise<Outcome> => {
        let settled = false;
        void work.finally(() => {
          settled = true;
        });
        expect(await clock.runUntil(() => settled, 200_000)).toBe(true);
        return work;
      };

      let wished = 0;
      async function wish(it: Extract<Step, { callOffAfter: unknown }>) {
        const stop = new AbortController();
        const { callOffAfter } = it;
        const cancel = callOffAfter === undefined ? () => {} : clock.after(callOffAfter, () => stop.abort());
        if (it.do === 'takeFromStack') wished++;
        const acts = {
          takeFromStack: () => dispenser.takeFromStack(stop.signal),
          offer: () => dispenser.offer(stop.signal),
          retain: () => dispenser.retain(stop.signal),
          resetStay: () => dispenser.reset('stay', stop.signal),
          resetRetain: () => dispenser.reset('retain', stop.signal),
          wait: () => dispenser.waitUntilTaken(stop.signal, 10_000),
        };
        const outcome = await settle(acts[it.do]());
        cancel();
        if (outcome.ok && it.do === 'offer') expect(machine.state().onTheWay?.place).toBe('gate');
      }

      for (const it of steps) {
        if ('callOffAfter' in it) await wish(it);
        else if (it.do === 'fault') machine.failNext(it.fault);
        else if (it.do === 'hand') machine.take();
        else if (it.do === 'free') machine.free();
        else if (it.do === 'power') machine.switchPower(machine.state().power === 'on' ? 'off' : 'on');
        else if (it.do === 'plug') board.plug('card-dispenser', machine);
        else if ('time' in it) await clock.advance(it.time);

        const { stack, bin, taken, onTheWay } = machine.state();
        expect(stack.length + bin.length + taken.length + (onTheWay ? 1 : 0)).toBe(many);
        const uids = [...stack, ...bin, ...taken, ...(onTheWay ? [onTheWay.card] : [])].map(({ uid }) => uid[3]);
        expect(new Set(uids).size).toBe(many);
        // Cards come to the gate that were wished from the stack, each by its own wish, and no others.
        expect(offered.size).toBeLessThanOrEqual(wished);
      }

      machine.clear();
      machine.switchPower('on');
      machine.free();
      // Until what the driver still thinks of it is a minute old.
      await clock.advance(60_000);
      expect(await clock.runUntil(() => dispenser.status().device === 'online', 400_000)).toBe(true);
      await settle(dispenser.reset('retain'));
      const before = machine.state().taken.length;
      expect(await settle(dispenser.takeFromStack())).toEqual({ ok: true });
      expect(await settle(dispenser.offer())).toEqual({ ok: true });
      machine.take();
      expect(await settle(dispenser.waitUntilTaken(new AbortController().signal, 5_000))).toEqual({
        ok: true,
        taken: true,
      });
      expect(machine.state().taken.length).toBe(before + 1);
      for (const [at, status] of statuses.entries()) expect(status).not.toEqual(statuses[at + 1]);
      dispenser.close();
      await clock.advance(400_000);
      expect(clock.pending).toBe(0);
    }),
    { numRuns: 200 },
  );
});
