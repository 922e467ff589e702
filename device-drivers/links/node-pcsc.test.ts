/**
 * The real thing as far as a machine without a reader has it: pcscd, its virtual reader `vpcd`, and the package smartcard.
 * Real time, so every wait is for a condition. Without these on the machine the tests are skipped; with REQUIRE_PCSC=1
 * they fail instead. pcscd is started and ended here, which takes root. The package is looked for in the folder that
 * PCSC_MODULE names, otherwise among the project's own: on Debian
 *
 *     apt-get install pcscd vsmartcard-vpcd libpcsclite-dev
 *     npm install --no-save --prefix /opt/pcsc smartcard@3.7.0
 *     PCSC_MODULE=/opt/pcsc/node_modules/smartcard REQUIRE_PCSC=1 npx vitest run device-drivers/links/node-pcsc.test.ts
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { issueHospitalCard } from '../../simulator/devices/hospital-card.ts';
import { createM1Card } from '../../simulator/devices/m1-card.ts';
import { createVirtualBankCard } from '../../simulator/devices/virtual-chip-card.ts';
import { createVirtualPcscReader, type VirtualCard } from '../../simulator/devices/virtual-pcsc-reader.ts';
import { createVirtualSocialSecurityCard } from '../../simulator/devices/virtual-social-security-card.ts';
import { vpcdSlot } from '../../simulator/devices/vpcd-bridge.ts';
import {
  type ChipCardReaderBench,
  chipCardReaderContract,
  hospitalKeys,
  hospitalNumber,
  hospitalPlace,
  li,
  type SuiteCard,
  suiteProfile,
  zhang,
} from '../chip-card-reader/contract-suite.ts';
import { createChipCardReader } from '../chip-card-reader/driver.ts';
import type { Clock } from '../contract/clock.ts';
import type { DeviceEvent } from '../contract/device-event.ts';
import { fromHex, toHex } from '../framing/hex.ts';
import { failureOf, openNodePcsc } from './node-pcsc.ts';

const smartcard = process.env.PCSC_MODULE ?? 'smartcard';
const driver = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so';
const pidFile = '/run/pcscd/pcscd.pid';

const canLoad = () => {
  try {
    createRequire(import.meta.url).resolve(smartcard);
    return true;
  } catch {
    return false;
  }
};
const isRunning = () => existsSync(pidFile) && existsSync(`/proc/${readFileSync(pidFile, 'utf8').trim()}`);

const missing = [
  ...(spawnSync('pcscd', ['--version']).error ? ['pcscd, which is not on this machine'] : []),
  ...(existsSync(driver) ? [] : ['vsmartcard-vpcd, which is not on this machine']),
  ...(canLoad() ? [] : ['the package smartcard, which PCSC_MODULE can name']),
  ...(process.getuid?.() === 0 ? [] : ['root, to start pcscd']),
  ...(isRunning() ? ['that no other pcscd runs'] : []),
].join('; ');
const skipped = missing !== '' && process.env.REQUIRE_PCSC !== '1';

const systemClock: Clock = {
  now: () => Date.now(),
  after(delay, task) {
    const timer = setTimeout(task, delay);
    return () => clearTimeout(timer);
  },
};

/** Waits until `condition` holds; fails with what was waited for. */
const until = async (condition: () => boolean) => {
  await vi.waitUntil(condition, { timeout: 30_000, interval: 10 });
};

test('without the package it says what to install', async () => {
  const opening = openNodePcsc({ scheme: 'pcsc', reader: 'ACS' }, 'no-such-package');
  await expect(opening).rejects.toThrow(
    /^The package smartcard cannot be loaded.*apt-get install pcscd libpcsclite-dev.*npm install --no-save smartcard@3\.7\.0/,
  );
  await expect(openNodePcsc({ scheme: 'pcsc', reader: 'ACS' }, 'fast-check')).rejects.toThrow('is not the package');
});

// Words of the package smartcard 3.7.0, `pcsc_errors.h`.
test.each([
  ['Card was removed', 'cardRemoved'],
  ['No smart card present', 'cardRemoved'],
  ['Card is unresponsive', 'cardUnreadable'],
  ['Card was reset', 'cardUnreadable'],
  ['Communication error', 'cardUnreadable'],
  ['Sharing violation', 'cardUnreadable'],
  ['PC/SC service not running', 'offline'],
  ['PC/SC service stopped', 'offline'],
  ['Unknown reader', 'offline'],
  ['Reader unavailable', 'offline'],
])('"%s" is %s', (words, fault) => {
  expect(failureOf(words)).toEqual({ ok: false, fault, cause: words });
});

describe.skipIf(skipped)(`through pcscd${missing && ` (needs ${missing})`}`, () => {
  let pcscd: ChildProcess | undefined;

  async function start() {
    const started = spawn('pcscd', ['--foreground', '--info'], { stdio: ['ignore', 'pipe', 'inherit'] });
    pcscd = started;
    let said = '';
    started.stdout.on('data', (chunk: Uint8Array) => {
      said += new TextDecoder().decode(chunk);
    });
    await until(() => said.includes('daemon ready'));
  }
  async function stop() {
    const running = pcscd;
    pcscd = undefined;
    if (!running) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill();
    await ended;
  }

  beforeAll(async () => {
    expect(missing).toBe('');
    await start();
  });
  afterAll(stop);

  const open = (reader = 'Virtual PCD') => openNodePcsc({ scheme: 'pcsc', reader }, smartcard);

  test('a reader that is not there is told, with those that are', async () => {
    await expect(open('ACS ACR122U')).rejects.toThrow(
      /^There is no PC\/SC reader whose name begins with "ACS ACR122U"; connected: "Virtual PCD 00 00"/,
    );
  });

  test('cards come and go with their answers to reset; a command goes to the card and back', async () => {
    const link = await open();
    const virtual = createVirtualPcscReader({ clock: systemClock });
    virtual.attach(vpcdSlot({ clock: systemClock }));
    const told: string[] = [];
    link.onCard((atr) => told.push(atr ? toHex(atr) : 'none'));
    await until(() => told.length === 1);
    expect(await link.transmit(fromHex('FF CA 00 00 00'))).toMatchObject({ ok: false, fault: 'cardRemoved' });
    virtual.put(createM1Card(fromHex('01 02 03 04')));
    await until(() => told.length === 2);
    const ask = async () => {
      const answer = await link.transmit(fromHex('FF CA 00 00 00'));
      return answer.ok ? toHex(answer.bytes) : answer.cause;
    };
    expect(await ask()).toBe('01 02 03 04 90 00');
    const atr = '3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 00 01 00 00 00 00 6A';
    const reset = await link.reset();
    expect(reset.ok && toHex(reset.bytes)).toBe(atr);
    virtual.take();
    await until(() => told.length === 3);
    expect(told).toEqual(['none', atr, 'none']);
    const reasons: string[] = [];
    link.onClose((reason) => reasons.push(reason));
    link.close();
    link.close();
    await until(() => reasons.length > 0);
    expect(reasons).toEqual(['closed']);
    expect(await link.transmit(fromHex('FF CA 00 00 00'))).toMatchObject({ ok: false, fault: 'offline' });
  });

  test('pcscd ends: the link closes with its words, and without pcscd opening says what to start', async () => {
    const link = await open();
    const reasons: string[] = [];
    link.onClose((reason) => reasons.push(reason));
    await stop();
    await until(() => reasons.length > 0);
    expect(reasons[0]).toMatch(/\w/);
    await expect(open()).rejects.toThrow(/The PC\/SC service does not answer.*Start it: on Debian, pcscd/);
    await start();
  });

  /** pcscd looks into its readers a few times a second: the card of the test before may still count as there. */
  async function emptied() {
    const link = await open();
    await new Promise<void>((resolve) => link.onCard((atr) => atr ?? resolve()));
    link.close();
  }

  chipCardReaderContract('pcscd', async (): Promise<ChipCardReaderBench> => {
    await emptied();
    const virtual = createVirtualPcscReader({ clock: systemClock });
    virtual.attach(vpcdSlot({ clock: systemClock }));
    const log: DeviceEvent[] = [];
    const reader = createChipCardReader({
      openPcsc: () => open(),
      address: 'pcsc:Virtual PCD',
      clock: systemClock,
      log: (event) => log.push(event),
      profile: suiteProfile,
    });
    const hospital = createM1Card(Uint8Array.of(0x0a, 0x0b, 0x0c, 0x0d));
    issueHospitalCard(hospital, hospitalNumber, { ...hospitalPlace, ...hospitalKeys });
    const cards: Readonly<Record<SuiteCard, () => VirtualCard>> = {
      zhang: () => createVirtualSocialSecurityCard(zhang),
      li: () => createVirtualSocialSecurityCard(li, { generation: 'first', selecting: 'fetch', records: 'short' }),
      hospital: () => hospital,
      blank: () => createM1Card(Uint8Array.of(1, 2, 3, 4)),
      foreign: createVirtualBankCard,
    };
    return {
      reader,
      log,
      put: (card) => virtual.put(cards[card]()),
      take: virtual.take,
      busy: () => virtual.state().busy,
      failNext: virtual.failNext,
      unplug: stop,
      plug: start,
      until,
      async pass(milliseconds) {
        const end = Date.now() + milliseconds;
        await until(() => Date.now() >= end);
      },
      async close() {
        await until(() => reader.status().device === 'offline');
      },
    };
  });
});
