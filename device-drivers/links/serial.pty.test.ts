/**
 * Real serial ports at both ends of a pseudo-terminal pair (socat), so real time: every wait is for a condition. Without
 * socat on the machine these tests are skipped; with REQUIRE_SOCAT=1 they fail instead.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { goodManners } from '../../simulator/devices/line.ts';
import { slipText } from '../../simulator/devices/paper.ts';
import { createVirtualIdCardReader } from '../../simulator/devices/virtual-id-card-reader.ts';
import { createVirtualReceiptPrinter } from '../../simulator/devices/virtual-receipt-printer.ts';
import type { Clock } from '../contract/clock.ts';
import type { DeviceEvent } from '../contract/device-event.ts';
import { createIdCardReader } from '../id-card-reader/driver.ts';
import { inventedCard as card } from '../id-card-reader/invented-card.ts';
import { createReceiptPrinter } from '../receipt-printer/driver.ts';
import { parseAddress } from './address.ts';
import type { OpenLink } from './link.ts';
import { openSerial } from './serial.ts';

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

/** Waits until `condition` holds; fails with what was waited for. */
const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 10_000, interval: 10 });

/** Milliseconds a test may take on a busy machine. */
const timeout = 30_000;

const address = (path: string) => `serial:${path}?baud=115200`;

describe.skipIf(skipped)(
  `over a pty pair${noSocat ? ' (needs socat, which is not on this machine)' : ''}`,
  { timeout },
  () => {
    let folder: string;
    let near: string;
    let far: string;
    let socat: ChildProcess | undefined;

    async function plug() {
      const end = (path: string) => `pty,raw,echo=0,link=${path}`;
      socat = spawn('socat', [end(near), end(far)], { stdio: 'ignore' });
      await until(() => existsSync(near) && existsSync(far));
    }
    async function unplug() {
      const ended = new Promise((resolve) => socat?.once('exit', resolve));
      socat?.kill();
      await ended;
      socat = undefined;
    }

    beforeEach(async () => {
      expect(noSocat, 'socat is not on this machine').toBe(false);
      folder = mkdtempSync(join(tmpdir(), 'pty-'));
      near = join(folder, 'near');
      far = join(folder, 'far');
      await plug();
    });
    afterEach(async () => {
      if (socat) await unplug();
      rmSync(folder, { recursive: true, force: true });
    });

    test('bytes of every value arrive as they were sent', async () => {
      const a = await openLink(address(near));
      const b = await openLink(address(far));
      const heard: number[] = [];
      b.onData((chunk) => heard.push(...chunk));
      const all = Uint8Array.from({ length: 256 }, (_, i) => i);
      a.write(all);
      await until(() => heard.length >= 256);
      expect(heard).toEqual([...all]);
      a.close();
      b.close();
    });

    test('a port that another program holds is refused with words', async () => {
      const held = await openLink(address(near));
      await expect(openLink(address(near))).rejects.toThrow(/Another program holds the port/);
      held.close();
    });

    test('when the other end dies, the link closes with the reason', async () => {
      const link = await openLink(address(near));
      const reasons: string[] = [];
      link.onClose((reason) => reasons.push(reason));
      await unplug();
      link.write(Uint8Array.of(1));
      await until(() => reasons.length > 0);
      expect(reasons[0]).toMatch(/\w/);
      link.write(Uint8Array.of(2));
      link.close();
      expect(reasons.length).toBe(1);
    });

    test('closing it oneself is told as well', async () => {
      const link = await openLink(address(near));
      const reasons: string[] = [];
      link.onClose((reason) => reasons.push(reason));
      link.close();
      await until(() => reasons.length > 0);
      expect(reasons).toEqual(['closed']);
    });

    test('a card is read, the line breaks, comes back, and the next card is read', async () => {
      const log: DeviceEvent[] = [];
      const device = createVirtualIdCardReader({
        clock: systemClock,
        chance: Math.random,
        manners: { ...goodManners, baud: 115_200 },
        readingTime: 50,
      });
      device.attach(await openLink(address(far)));
      const reader = createIdCardReader({
        openLink,
        address: address(near),
        clock: systemClock,
        log: (event) => log.push(event),
      });
      const stop = new AbortController();
      device.put(card);
      expect(await reader.read(stop.signal)).toEqual({ ok: true, card });

      await unplug();
      await until(() => reader.status().device !== 'online');
      expect(log.at(-1)).toMatchObject({ event: 'device.fault', device: 'idCardReader' });

      await plug();
      device.attach(await openLink(address(far)));
      await until(() => reader.status().device === 'online');
      device.take();
      device.put({ ...card, name: '李四' });
      expect(await reader.read(stop.signal)).toMatchObject({ ok: true, card: { name: '李四' } });
      reader.close();
    });

    test('a slip is printed and confirmed', async () => {
      const device = createVirtualReceiptPrinter({ clock: systemClock, chance: Math.random });
      device.attach(await openLink(address(far)));
      const printer = createReceiptPrinter({ openLink, address: address(near), clock: systemClock, log: () => {} });
      expect(await printer.drain()).toEqual({ ok: true });
      device.take();
      expect(await printer.print([{ kind: 'text', text: '挂号凭条', size: 2 }])).toEqual({ ok: true });
      expect(device.take().map(slipText)).toEqual(['挂号凭条\n']);
      device.set({ cover: 'open' });
      await until(() => printer.status().device === 'userError');
      printer.close();
    });
  },
);
