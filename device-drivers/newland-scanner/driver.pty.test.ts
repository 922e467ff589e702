/**
 * The scanner's contract over real serial ports at both ends of a pseudo-terminal pair (socat), in real time: every wait
 * is for a condition. Without socat on the machine these tests are skipped; with REQUIRE_SOCAT=1 they fail instead.
 */
import { afterEach, beforeEach, describe, vi } from 'vitest';
import { goodManners } from '../../simulator/devices/line.ts';
import { createVirtualNewlandScanner } from '../../simulator/devices/virtual-newland-scanner.ts';
import { openPseudoTerminal, type PseudoTerminal, socatOrSkip } from '../../tests/pseudo-terminal.ts';
import type { Clock } from '../contract/clock.ts';
import type { DeviceEvent } from '../contract/device-event.ts';
import { parseAddress } from '../links/address.ts';
import type { Link, OpenLink } from '../links/link.ts';
import { openSerial } from '../links/serial.ts';
import { barcodeScannerContract, type ScannerBench } from '../scanning/contract-suite.ts';
import { createNewlandScanner } from './driver.ts';

const socat = socatOrSkip();

const systemClock: Clock = {
  now: () => Date.now(),
  after(delay, task) {
    const timer = setTimeout(task, delay);
    return () => clearTimeout(timer);
  },
};

/** Milliseconds a test may take on a busy machine. */
const timeout = 30_000;
const until = async (condition: () => boolean) => {
  await vi.waitUntil(condition, { timeout: 20_000, interval: 5 });
};

// In real time a machine that stalls is to the driver what a silent line is: such a test may be tried once more.
describe.skipIf(socat.skip)(`over a pty pair${socat.title}`, { timeout, retry: 1 }, () => {
  let cable: PseudoTerminal;
  beforeEach(async () => {
    cable = await openPseudoTerminal();
  });
  afterEach(() => cable.close());

  const open = (path: string): Promise<Link> => {
    const address = parseAddress(`serial:${path}?baud=115200`);
    if (address.scheme !== 'serial') throw new Error('no serial address');
    return openSerial(address);
  };

  async function bench(): Promise<ScannerBench> {
    const device = createVirtualNewlandScanner({
      clock: systemClock,
      chance: Math.random,
      manners: { ...goodManners, baud: 115_200 },
      decodeTime: 30,
    });
    device.attach(await open(cable.far));
    const log: DeviceEvent[] = [];
    let arrived = 0;
    const openLink: OpenLink = async () => {
      const link = await open(cable.near);
      const onData: Link['onData'] = (listener) =>
        link.onData((chunk) => {
          arrived += chunk.length;
          listener(chunk);
        });
      return { ...link, onData };
    };
    const scanner = createNewlandScanner({
      openLink,
      address: `serial:${cable.near}?baud=115200`,
      clock: systemClock,
      log: (event) => log.push(event),
    });
    return {
      scanner,
      log,
      show: device.show,
      hide: device.hide,
      press: device.press,
      looking: () => device.state().looking,
      failNext: device.failNext,
      unplug: cable.unplug,
      async plug() {
        await cable.plug();
        device.attach(await open(cable.far));
      },
      arrived: () => arrived,
      until,
    };
  }

  barcodeScannerContract(bench);
});
