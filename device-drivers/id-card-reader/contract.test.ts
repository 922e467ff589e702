import { describe, expect, vi } from 'vitest';
import { goodManners } from '../../simulator/devices/line.ts';
import { createPlugBoard } from '../../simulator/devices/plug-board.ts';
import { createVirtualIdCardReader, type VirtualIdCardReader } from '../../simulator/devices/virtual-id-card-reader.ts';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import { createFastClock } from '../../tests/fast-clock.ts';
import { openPseudoTerminal, socatOrSkip } from '../../tests/pseudo-terminal.ts';
import type { DeviceEvent } from '../contract/device-event.ts';
import type { IdCard } from '../contract/id-card-reader.ts';
import { openSerial } from '../links/serial.ts';
import { encodeCardText } from './card-text.ts';
import { type IdCardReaderBench, idCardReaderContract, type SuiteFault } from './contract-suite.ts';
import { createIdCardReader } from './driver.ts';

/** A residence permit's block is told by the letter at 248. */
function foreignCard() {
  const text = encodeCardText({
    kind: 'resident',
    name: 'A',
    sex: 'male',
    nation: '01',
    birth: '19900307',
    address: '',
    number: '',
    authority: '',
    validFrom: '20150101',
    validTo: '20350101',
  });
  text[248] = 'J'.charCodeAt(0);
  return { text };
}

const names = { damaged: 'badChecksum' } as const;

const handsOn = (
  virtual: VirtualIdCardReader,
): Pick<IdCardReaderBench, 'put' | 'take' | 'reading' | 'failNext' | 'breakModule'> => ({
  put: (card: IdCard | 'foreign') => virtual.put(card === 'foreign' ? foreignCard() : card),
  take: virtual.take,
  reading: () => virtual.state().reading,
  failNext: (fault: SuiteFault) => virtual.failNext(fault === 'damaged' ? names.damaged : fault),
  breakModule: (broken) => (broken ? virtual.failUntilCleared('selfTestFailed') : virtual.clear('selfTestFailed')),
});

for (const refind of ['afterRemoval', 'always'] as const) {
  for (const baud of [9_600, 115_200]) {
    idCardReaderContract(`in memory, ${baud} baud, found again ${refind}`, async () => {
      const clock = createVirtualClock(Date.UTC(2026, 10, 2));
      const manners = { baud, chunks: true, noise: 0, flips: 0 };
      const virtual = createVirtualIdCardReader({ clock, chance: () => 0.5, manners, refind });
      const board = createPlugBoard();
      board.plug('reader', virtual);
      const log: DeviceEvent[] = [];
      const { openLink } = board;
      const options = { openLink, address: 'memory:reader', clock, refind };
      return {
        reader: createIdCardReader({ ...options, log: (event) => log.push(event) }),
        log,
        ...handsOn(virtual),
        plug: async () => board.plug('reader', virtual),
        async unplug() {
          board.unplug('reader');
          await clock.advance(0);
        },
        until: async (condition) => expect(await clock.runUntil(condition, 120_000)).toBe(true),
        pass: clock.advance,
        async close() {
          board.unplug('reader');
          await clock.advance(120_000);
          expect(clock.pending, 'deadlines left over').toBe(0);
        },
      };
    });
  }
}

const socat = socatOrSkip();

// In real time a machine that stalls is to the driver what a silent line is: such a test may be tried once more.
describe.skipIf(socat.skip)(`over a pty${socat.title}`, { retry: 1 }, () => {
  idCardReaderContract('pty', async () => {
    const clock = createFastClock(4);
    const cable = await openPseudoTerminal();
    const virtual = createVirtualIdCardReader({ clock, chance: Math.random, manners: goodManners });
    const openFar = () => openSerial({ scheme: 'serial', path: cable.far, baud: 115_200, flow: 'none' });
    const openLink = () => openSerial({ scheme: 'serial', path: cable.near, baud: 115_200, flow: 'none' });
    virtual.attach(await openFar());
    const log: DeviceEvent[] = [];
    const address = `serial:${cable.near}?baud=115200`;
    return {
      reader: createIdCardReader({ openLink, address, clock, log: (event) => log.push(event) }),
      log,
      ...handsOn(virtual),
      unplug: cable.unplug,
      async plug() {
        await cable.plug();
        virtual.attach(await openFar());
      },
      until: (condition) => vi.waitUntil(condition, { timeout: 30_000, interval: 5 }).then(() => {}),
      async pass(milliseconds) {
        const until = clock.now() + milliseconds;
        await vi.waitUntil(() => clock.now() >= until, { timeout: 30_000, interval: 5 });
      },
      close: cable.close,
    };
  });
});
