/** The drivers of a real terminal at the outlets. Real sockets, processes and time: every wait is for a condition. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { encodeCommand } from '../../device-drivers/crt-591/command.ts';
import { frame } from '../../device-drivers/crt-591/frame.ts';
import { samplePdf } from '../../device-drivers/ipp-printer/sample-pdf.ts';
import { machineLinks } from '../../device-drivers/links/machine-links.ts';
import { people } from '../../seeds/people.ts';
import { type DeviceBay, openDevices } from '../../terminal/device-bay.ts';
import { DeviceConfig } from '../../terminal/device-config.ts';
import { systemClock } from '../../terminal/system.ts';
import { socatOrSkip } from '../../tests/pseudo-terminal.ts';
import { slipText } from '../devices/paper.ts';
import { createVirtualShelf, type VirtualShelf } from '../devices/virtual-shelf.ts';
import { createVirtualClock } from '../world/virtual-clock.ts';
import { defaultPorts, type Outlets, type OutletsPlan, openOutlets } from './outlets.ts';

const anyPort = Object.fromEntries(Object.keys(defaultPorts).map((name) => [name, 0])) as Record<
  keyof typeof defaultPorts,
  number
>;
const never = new AbortController().signal;
const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 20_000, interval: 10 });
const [person] = people;
if (!person) throw new Error('the seeds hold nobody');

let shelf: VirtualShelf;
let folder: string;
const started: (() => unknown)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outlets-'));
  shelf = createVirtualShelf(systemClock, Math.random);
});
afterEach(async () => {
  for (const stop of started.splice(0).reverse()) await stop();
  rmSync(folder, { recursive: true });
});

async function openAll(plan: Partial<OutletsPlan> = {}): Promise<Outlets> {
  const outlets = await openOutlets({
    shelf,
    clock: systemClock,
    chance: Math.random,
    folder,
    ports: anyPort,
    ...plan,
  });
  started.push(outlets.close);
  return outlets;
}

/** A terminal's devices, by the configuration as the outlets give it. */
function bayOf({ config }: Outlets): DeviceBay {
  const bay = openDevices(v.parse(DeviceConfig, config), { links: machineLinks(), clock: systemClock, log: () => {} });
  started.push(bay.close);
  return bay;
}

const { skip, title } = socatOrSkip();
const ways = [
  { way: 'over TCP', machine: { socat: false }, scheme: 'tcp:', skip: false },
  { way: `over serial ports${title}`, machine: { socat: true }, scheme: 'serial:', skip },
];

for (const { way, machine, scheme, skip } of ways) {
  describe.skipIf(skip)(way, () => {
    test('an ID card is read, and a code', async () => {
      const outlets = await openAll({ machine });
      expect(outlets.outlets.find((it) => it.device === 'idCardReader')?.addresses[0].startsWith(scheme)).toBe(true);
      const bay = bayOf(outlets);
      shelf.idCardReader.put(person.card);
      expect(await bay.idCardReader.read(never)).toEqual({ ok: true, card: person.card });
      shelf.barcodeScanner.show({ aim: ']Q1', data: 'EHC1-9901000000000001' });
      expect(await bay.barcodeScanner?.read(never)).toMatchObject({
        ok: true,
        code: { data: 'EHC1-9901000000000001' },
      });
    });

    test('a slip is printed', async () => {
      const bay = bayOf(await openAll({ machine }));
      await until(() => bay.receiptPrinter.status().device === 'online');
      expect(await bay.receiptPrinter.print([{ kind: 'text', text: '挂号凭条' }])).toEqual({ ok: true });
      expect(shelf.receiptPrinter.state().slips.map(slipText).join()).toContain('挂号凭条');
    });

    test('a card is dispensed', async () => {
      const dispenser = bayOf(await openAll({ machine })).cardDispenser;
      if (!dispenser) throw new Error('there is no card dispenser');
      await until(() => dispenser.status().device === 'online');
      expect(await dispenser.takeFromStack()).toEqual({ ok: true });
      expect(await dispenser.offer()).toEqual({ ok: true });
      expect(shelf.cardDispenser.take()).toBeDefined();
      expect(shelf.cardDispenser.state().taken).toHaveLength(1);
    });

    test('a device that is unplugged is gone for the driver, and back when it is plugged in', async () => {
      const bay = bayOf(await openAll({ machine }));
      await until(() => bay.idCardReader.status().device === 'online');
      shelf.boards.lines.unplug('id-card-reader');
      await until(() => bay.idCardReader.status().device === 'noDevice');
      shelf.boards.lines.plug('id-card-reader', shelf.idCardReader);
      await until(() => bay.idCardReader.status().device === 'online');
    });
  });
}

test('over TCP too a line is as slow as it is', async () => {
  const clock = createVirtualClock(0);
  shelf = createVirtualShelf(clock, Math.random);
  const outlets = await openAll({ clock, machine: { socat: false } });
  const dispenser = outlets.outlets.find((it) => it.device === 'cardDispenser');
  const link = await machineLinks().openLink(dispenser?.addresses[0] ?? '');
  started.push(link.close);
  let heard = 0;
  link.onData((chunk) => {
    heard += chunk.length;
  });
  link.write(frame(0, encodeCommand({ kind: 'status' })));
  // Nine bytes and the ACK for them, each of a millisecond and a bit.
  const begun = clock.now();
  while (heard === 0) {
    await clock.advance(1);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(clock.now() - begun).toBeGreaterThanOrEqual(10);
});

test('a report is printed over IPP', async () => {
  const printer = bayOf(await openAll({ machine: { socat: false } })).reportPrinter;
  if (!printer) throw new Error('there is no report printer');
  await until(() => printer.status().device === 'online');
  expect(await printer.print({ jobName: 'K1', document: samplePdf(1), pages: 1 }, never)).toEqual({
    ok: true,
    pages: 1,
  });
  expect(shelf.reportPrinter.state().output).toHaveLength(1);
});

test('a printer whose cable is out is not at its port, and is there again', async () => {
  const { outlets } = await openAll({ machine: { socat: false } });
  const address = outlets.find((it) => it.device === 'reportPrinter')?.addresses[0].replace('ipp:', 'http:') ?? '';
  // It takes nothing but posts.
  const answers = () =>
    fetch(address).then(
      ({ status }) => status,
      () => 'nobody',
    );
  expect(await answers()).toBe(405);
  shelf.boards.network.unplug('report-printer');
  await expect.poll(answers).toBe('nobody');
  shelf.boards.network.plug('report-printer', shelf.reportPrinter);
  await expect.poll(answers).toBe(405);
});

describe('what is there and what is not', () => {
  const names = (outlets: Outlets) => Object.keys(outlets.config).sort();

  test('a machine with nothing: what is left out is said, a sentence each', async () => {
    const outlets = await openAll({ machine: { socat: false } });
    expect(names(outlets)).toEqual([
      'barcodeScanner',
      'cardDispenser',
      'idCardReader',
      'receiptPrinter',
      'reportPrinter',
    ]);
    expect(outlets.notes).toEqual([
      expect.stringMatching(/^socat is not on this machine.*apt-get install socat/),
      expect.stringMatching(/\/dev\/uhid.*magnetic card reader is left out/),
      expect.stringMatching(/chip card reader is left out.*vpcd/),
    ]);
  });

  test('a kernel that takes HID devices is given the two there are, by the ids their drivers know', async () => {
    const events: Uint8Array[] = [];
    const openUhid = () => ({
      read: () => undefined,
      write: (it: Uint8Array) => void events.push(it),
      close: () => {},
    });
    const outlets = await openAll({ machine: { socat: false, openUhid } });
    expect(outlets.config).toMatchObject({
      barcodeScanner: { driver: 'hid-pos-scanner', address: 'hid:0c2e:0b81?serial=virtual' },
      magneticCardReader: { driver: 'magtek-reader', address: 'hid:0801:0002?serial=virtual' },
    });
    expect(v.is(DeviceConfig, outlets.config)).toBe(true);
    expect(events).toHaveLength(2);
  });

  test("the chip card reader's card is in pcscd while the reader is plugged in", async () => {
    const cards = new Set<Socket>();
    const vpcd = createServer((socket) => {
      cards.add(socket);
      socket.on('error', () => {});
      socket.once('close', () => cards.delete(socket));
    });
    await new Promise<void>((resolve) => vpcd.listen(0, '127.0.0.1', resolve));
    started.push(() => vpcd.close());
    const address = vpcd.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    if (port === undefined) throw new Error('no port');
    const outlets = await openAll({ machine: { socat: false }, vpcd: port });
    expect(outlets.config).toMatchObject({
      chipCardReader: { address: 'pcsc:Virtual PCD 00 00', hospitalCard: { sector: 1 } },
    });
    expect(cards.size).toBe(0);
    const [card] = shelf.newCards(1);
    if (!card) throw new Error('no card');
    shelf.chipCardReader.put(card);
    await until(() => cards.size === 1);
    shelf.boards.chips.unplug('chip-card-reader');
    await until(() => cards.size === 0);
    shelf.boards.chips.plug('chip-card-reader', shelf.chipCardReader);
    await until(() => cards.size === 1);
  });

  test('a port that is taken is said with the option that chooses another, and nothing is left open', async () => {
    const first = await openAll({ machine: { socat: false } });
    const [taken] = first.outlets.filter((it) => it.device === 'reportPrinter').map((it) => it.addresses[0]);
    const port = Number(/:(\d+)\//.exec(taken ?? '')?.[1]);
    const cards = { ...anyPort, 'report-printer': port };
    await expect(openAll({ machine: { socat: false }, ports: cards })).rejects.toThrow(
      `report-printer: port ${port} is taken: another program listens on it.\nAnother port: --report-printer PORT`,
    );
  });
});
