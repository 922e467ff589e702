import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createHidPlugBoard } from '../../simulator/devices/hid-plug-board.ts';
import { createIppPlugBoard } from '../../simulator/devices/ipp-plug-board.ts';
import { createM1Card } from '../../simulator/devices/m1-card.ts';
import { slipText } from '../../simulator/devices/paper.ts';
import { createPcscPlugBoard } from '../../simulator/devices/pcsc-plug-board.ts';
import { createPlugBoard } from '../../simulator/devices/plug-board.ts';
import { createVirtualCrt591 } from '../../simulator/devices/virtual-crt-591.ts';
import { createVirtualHidPosScanner } from '../../simulator/devices/virtual-hid-pos-scanner.ts';
import { createVirtualIdCardReader } from '../../simulator/devices/virtual-id-card-reader.ts';
import { createVirtualIppPrinter } from '../../simulator/devices/virtual-ipp-printer.ts';
import { createVirtualMagtekReader } from '../../simulator/devices/virtual-magtek-reader.ts';
import { createVirtualNewlandScanner } from '../../simulator/devices/virtual-newland-scanner.ts';
import { createVirtualPcscReader } from '../../simulator/devices/virtual-pcsc-reader.ts';
import { createVirtualQuCd720 } from '../../simulator/devices/virtual-qu-cd-720.ts';
import { createVirtualReceiptPrinter } from '../../simulator/devices/virtual-receipt-printer.ts';
import { createVirtualSocialSecurityCard } from '../../simulator/devices/virtual-social-security-card.ts';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import { inventedCard as card } from '../id-card-reader/invented-card.ts';
import { parseAddress } from '../links/address.ts';
import { shelf } from '../shelf.ts';
import { hidAdvice, type Inventory, pcscAdvice, portsAdvice } from './inventory.ts';
import { Mistake, type Request, runDevices } from './program.ts';

const nothing: Inventory = {
  serialPorts: async () => [],
  hidDevices: async () => [],
  pcscReaders: async () => [],
};

/** A workshop in virtual time; the device under test is plugged in as `device` into the board it belongs to. */
function workshop(inventory: Inventory = nothing) {
  const clock = createVirtualClock(Date.UTC(2026, 10, 2));
  const lines = createPlugBoard();
  const usb = createHidPlugBoard();
  const chips = createPcscPlugBoard();
  const network = createIppPlugBoard();
  const links = {
    openLink: lines.openLink,
    openHid: usb.openHid,
    openPcsc: chips.openPcsc,
    postIpp: network.post,
  };
  const told: string[] = [];
  const hands: [heard: RegExp, act: () => void][] = [];
  const tell = (line: string) => {
    told.push(line);
    for (const [heard, act] of hands) if (heard.test(line)) clock.after(1_000, act);
  };
  /** Runs the program until it ends, and lets everything that is left over run out. */
  async function run(request: Request): Promise<{ well: boolean; text: string }> {
    let ended = false;
    const running = runDevices(request, { clock, tell, links, inventory }).finally(() => {
      ended = true;
    });
    running.catch(() => {
      // Whoever awaits it below hears of it.
    });
    await clock.runUntil(() => ended, 600_000);
    const well = await running;
    await clock.advance(60_000);
    expect(clock.pending, 'deadlines left over').toBe(0);
    return { well, text: told.join('\n') };
  }
  const test = (as: string, wait?: string) =>
    run({ words: ['test', 'memory:device'], as, ...(wait !== undefined && { wait }) });
  /** What the technician does a second after being told something. */
  const when = (heard: RegExp, act: () => void) => hands.push([heard, act]);
  const world = { clock, chance: () => 0.5 };
  return { clock, lines, usb, chips, network, world, run, test, when };
}

const personal = /张三|示例路|1101051990|12345678/;

describe('a receipt printer', () => {
  test('prints the test slip, and what went over the line is told in words', async () => {
    const it = workshop();
    const device = createVirtualReceiptPrinter(it.world);
    it.lines.plug('device', device);
    const { well, text } = await it.test('receipt-printer');
    expect(well).toBe(true);
    expect(device.take().map(slipText).join('')).toContain('打印机自检');
    expect(text).toMatch(/→ how are you\? \(DLE EOT 1\)/);
    expect(text).toMatch(/→ text "打印机自检"/);
    expect(text).toMatch(/← by itself: online, cover closed, paper full/);
    expect(text).toMatch(/← \w{4} is on paper/);
    expect(text).toMatch(/ok {6}reached the device: online, paper full/);
    expect(text).toMatch(/LOOK .*生僻字/);
    expect(text).toMatch(/PASSED$/);
  });

  test('without paper fails, and says what to do', async () => {
    const it = workshop();
    it.lines.plug('device', createVirtualReceiptPrinter({ ...it.world, roll: 0 }));
    const { well, text } = await it.test('receipt-printer');
    expect(well).toBe(false);
    expect(text).toMatch(/FAILED {2}reached the device: paperOut \(no paper: put in a roll/);
    expect(text).toMatch(/FAILED$/);
  });

  test('that does not answer fails with its silence shown', async () => {
    const it = workshop();
    const device = createVirtualReceiptPrinter(it.world);
    device.set({ power: 'off' });
    it.lines.plug('device', device);
    const { well, text } = await it.test('receipt-printer');
    expect(well).toBe(false);
    expect(text).toMatch(/log {5}timeOut: no answer to DLE EOT/);
    expect(text).not.toContain('←');
  });
});

describe('an ID card reader', () => {
  test('reads a card that is laid down, shows nothing of it, and notices that it is taken', async () => {
    const it = workshop();
    const device = createVirtualIdCardReader(it.world);
    it.lines.plug('device', device);
    it.when(/PLEASE {2}lay/, () => device.put(card));
    it.when(/PLEASE {2}take/, device.take);
    const { well, text } = await it.test('id-card-reader');
    expect(well).toBe(true);
    expect(text).toMatch(/→ findCard\n.*← noCard/);
    expect(text).toMatch(/← done, text and photo of a card/);
    expect(text).toMatch(/ok {6}read a card: number …36, 18 characters, valid to 20350101/);
    expect(text).not.toMatch(personal);
  });

  test('with nobody to lay a card is reached, and the rest is left out', async () => {
    const it = workshop();
    it.lines.plug('device', createVirtualIdCardReader(it.world));
    const { well, text } = await it.test('id-card-reader', '0');
    expect(well).toBe(true);
    expect(text).toMatch(/skipped lay a resident ID card/);
  });

  test('with a technician who lays none fails after the time given', async () => {
    const it = workshop();
    it.lines.plug('device', createVirtualIdCardReader(it.world));
    const { well, text } = await it.test('id-card-reader', '5');
    expect(well).toBe(false);
    expect(text).toMatch(/FAILED {2}read a card: nobody did it in time/);
  });

  test('that is another device is told as bytes that belong to no frame', async () => {
    const it = workshop();
    it.lines.plug('device', createVirtualReceiptPrinter(it.world));
    const { well, text } = await it.test('id-card-reader');
    expect(well).toBe(false);
    expect(text).toMatch(/FAILED {2}reached the device: timeOut/);
  });
});

describe('each other kind', () => {
  test.each([
    ['crt-591', createVirtualCrt591, /← done; card inside, stack low, bin ok/],
    ['qu-cd-720', createVirtualQuCd720, /→ toReader/],
  ] as const)('%s: a card is offered and taken', async (as, create, said) => {
    const it = workshop();
    const device = create({ ...it.world, movingTime: 500 });
    device.load([createM1Card(Uint8Array.of(1, 2, 3, 4)), createM1Card(Uint8Array.of(1, 2, 3, 5))]);
    it.lines.plug('device', device);
    it.when(/PLEASE {2}take the card/, () => device.take());
    const { well, text } = await it.test(as);
    expect(text).toMatch(said);
    expect(text).toMatch(/watched the gate: the card was taken/);
    expect(well).toBe(true);
    expect(device.state().taken.length).toBe(1);
  });

  test('crt-591: with nobody there the card goes to the bin', async () => {
    const it = workshop();
    const device = createVirtualCrt591({ ...it.world, movingTime: 500 });
    device.load([createM1Card(Uint8Array.of(1, 2, 3, 4)), createM1Card(Uint8Array.of(1, 2, 3, 5))]);
    it.lines.plug('device', device);
    const { well, text } = await it.test('crt-591', '0');
    expect(text).toMatch(/LOOK .*bin/);
    expect(well).toBe(true);
    expect(device.state().bin.length).toBe(1);
  });

  test('crt-591: an empty stack fails, with the machine’s own words', async () => {
    const it = workshop();
    it.lines.plug('device', createVirtualCrt591(it.world));
    const { well, text } = await it.test('crt-591');
    expect(well).toBe(false);
    expect(text).toMatch(/FAILED .*stackEmpty \(no card is left to dispense/);
  });

  test('magtek-reader', async () => {
    const it = workshop();
    const device = createVirtualMagtekReader(it.world);
    it.usb.plug('device', device);
    it.when(/PLEASE {2}swipe/, () => device.swipe({ track2: '0012345678' }));
    const { well, text } = await it.test('magtek-reader');
    expect(text).toMatch(/← swipe, .*12 characters/);
    expect(text).toMatch(/ok {6}read a swipe: .*track2 10 characters/);
    expect(text).not.toMatch(personal);
    expect(well).toBe(true);
  });

  test('hid-pos-scanner', async () => {
    const it = workshop();
    const device = createVirtualHidPosScanner(it.world);
    it.usb.plug('device', device);
    it.when(/PLEASE {2}show/, () => device.show({ aim: ']Q1', data: '12345678' }));
    const { well, text } = await it.test('hid-pos-scanner');
    expect(text).toMatch(/→ wake up/);
    expect(text).toMatch(/→ start looking for a code/);
    expect(text).toMatch(/← code \]Q1, 8 bytes/);
    expect(text).toMatch(/ok {6}read a code: qrCode \(\]Q1\), …78, 8 characters/);
    expect(text).not.toMatch(personal);
    expect(well).toBe(true);
  });

  test('newland-scanner', async () => {
    const it = workshop();
    const device = createVirtualNewlandScanner(it.world);
    it.lines.plug('device', device);
    it.when(/PLEASE {2}show/, () => device.show({ aim: ']Q1', data: '12345678' }));
    const { well, text } = await it.test('newland-scanner');
    expect(text).toMatch(/→ start/);
    expect(text).toMatch(/ok {6}read a code/);
    expect(text).not.toMatch(personal);
    expect(well).toBe(true);
  });

  test('chip-card-reader', async () => {
    const it = workshop();
    const device = createVirtualPcscReader(it.world);
    it.chips.plug('device', device);
    const social = createVirtualSocialSecurityCard({
      kind: 'socialSecurity',
      cardNumber: 'A12345678',
      idNumber: card.number,
      name: card.name,
      sex: 'male',
      nation: '01',
      birth: card.birth,
      issuerArea: '320100',
      issuedOn: '20200101',
      validTo: '20300101',
    });
    it.when(/PLEASE {2}put/, () => device.put(social));
    it.when(/PLEASE {2}take/, device.take);
    const { well, text } = await it.test('chip-card-reader');
    expect(text).toMatch(/→ 00 A4 04 00, 15 bytes\n.*← 90 00/);
    expect(text).toMatch(/ok {6}read a card: social security, number …78, 9 characters, valid to 20300101/);
    expect(text).not.toMatch(personal);
    expect(well).toBe(true);
  });

  test('ipp-printer', async () => {
    const it = workshop();
    const device = createVirtualIppPrinter(it.world);
    it.network.plug('device', device);
    const { well, text } = await it.test('ipp-printer');
    expect(text).toMatch(/→ printJob, \d+ bytes of PDF/);
    expect(text).toMatch(/← ok, printer idle \(none\)/);
    expect(text).toMatch(/ok {6}printed a page: the printer says that 1 came out/);
    expect(well).toBe(true);
    expect(device.take().length).toBe(1);
  });
});

test('with nothing there every driver of the shelf says so', async () => {
  for (const { name } of shelf) {
    const { well, text } = await workshop().test(name);
    expect(text, name).toMatch(/log {5}noDevice: Nothing is plugged in as memory:device/);
    expect(text, name).toMatch(/FAILED {2}reached the device: noDevice \(nothing answers at this address/);
    expect(well, name).toBe(false);
  }
});

describe('addresses to try', () => {
  test('say whether something answers, and who could talk to it', async () => {
    const it = workshop();
    it.lines.plug('device', createVirtualReceiptPrinter(it.world));
    const { well, text } = await it.run({ words: ['memory:device', 'memory:other'] });
    expect(well).toBe(false);
    expect(text.split('\n')).toEqual([
      expect.stringMatching(/^memory:device {2}can be opened: id-card-reader, /),
      'memory:other  Nothing is plugged in as memory:other.',
    ]);
  });
});

describe('what is plugged in', () => {
  test('is listed with the drivers that fit', async () => {
    const inventory: Inventory = {
      serialPorts: async () => [
        { path: '/dev/ttyS1' },
        { path: '/dev/ttyUSB0', vendor: '1a86', product: '7523' },
        { path: '/dev/ttyACM0', maker: 'Newland Auto-ID', vendor: '1eab', product: '1d06' },
        { path: '/dev/ttyACM1', vendor: 'dead', product: 'beef' },
      ],
      hidDevices: async () => [
        { vendor: '0801', product: '0002', name: 'MagTek', usagePage: 0xff00 },
        { vendor: '0c2e', product: '0b81', name: 'Honeywell', serial: '12', usagePage: 0x8c },
        { vendor: '0c2e', product: '0b81', name: 'Honeywell', serial: '12', usagePage: 0x8c },
        { vendor: '0c2e', product: '0b61', name: 'Honeywell', usagePage: 0x01 },
        { vendor: '1234', product: '5678', name: 'unheard of', usagePage: 0x8c },
        { vendor: '046d', product: 'c31c', name: 'Keyboard', usagePage: 0x01 },
        { vendor: '051d', product: '0002', name: 'UPS', usagePage: 0x84 },
      ],
      pcscReaders: async () => ['ACS ACR122U 00 00'],
    };
    const { well, text } = await workshop(inventory).run({ words: [] });
    expect(well).toBe(true);
    expect(text.split('\n')).toEqual([
      'Serial ports',
      '  serial:/dev/ttyS1?baud=…  a port of this machine; any serial device',
      '  serial:/dev/ttyUSB0?baud=…  WCH 1a86:7523: an adapter; any serial device behind it',
      '  serial:/dev/ttyACM0?baud=…  Newland Auto-ID 1eab:1d06: newland-scanner, newland-scanner:setup-trigger',
      '  serial:/dev/ttyACM1?baud=…  USB dead:beef: any serial device',
      'HID devices',
      '  hid:0801:0002  MagTek: magtek-reader',
      '  hid:0c2e:0b81?serial=12  Honeywell: hid-pos-scanner, hid-pos-scanner:presentation',
      '  hid:0c2e:0b61  Honeywell: a keyboard or mouse; for hid-pos-scanner switch it to its HID mode',
      '  hid:1234:5678  unheard of: hid-pos-scanner, hid-pos-scanner:presentation',
      '  hid:046d:c31c  Keyboard: a keyboard or mouse',
      '  hid:051d:0002  UPS: no driver here knows it',
      'PC/SC readers',
      '  pcsc:ACS ACR122U 00 00  chip-card-reader',
    ]);
  });

  test('where there is nothing, or what cannot be listed, that is said, and the rest is listed', async () => {
    const inventory: Inventory = {
      ...nothing,
      serialPorts: () => Promise.reject(new Error(portsAdvice('spawn udevadm ENOENT'))),
    };
    const { text } = await workshop(inventory).run({ words: [] });
    expect(text).toMatch(/Serial ports\n {2}.*udevadm is missing: on Debian install udev\..*\nHID devices\n {2}none/);
  });

  test.each([
    [portsAdvice, "Cannot find package 'serialport'", /Install the packages again/],
    [portsAdvice, 'access denied', /^Serial ports cannot be listed \(access denied\)\.$/],
    [hidAdvice, 'libusb-1.0.so.0: cannot open shared object file', /On Debian install libusb-1\.0-0/],
    [hidAdvice, 'No native build was found for platform=linux', /Install the packages again/],
    [pcscAdvice, "Cannot find package 'smartcard'", /is not installed.*pcscd libpcsclite-dev/],
    [pcscAdvice, 'Service not available.', /does not answer.*Start it: on Debian, pcscd/],
  ])('%o of "%s"', (advice, words, expected) => {
    expect(advice(words)).toMatch(expected);
  });
});

test('every driver of the shelf can be reached by its own example address, under a name of its own', () => {
  expect(new Set(shelf.map(({ name }) => name)).size).toBe(shelf.length);
  for (const { addresses } of shelf) for (const address of addresses) parseAddress(address);
});

test('the manual for engineers names every driver of the shelf', () => {
  const manual = readFileSync(resolve(import.meta.dirname, '../../docs/devices.md'), 'utf8');
  for (const { name } of shelf) {
    const [folder = '', variant] = name.split(':');
    expect(manual).toContain(`--as ${folder}`);
    if (variant !== undefined) expect(manual).toContain(`:${variant}`);
  }
});

describe('mistakes say what was expected', () => {
  test.each<[Request, RegExp]>([
    [{ words: ['test'] }, /test needs an address, such as serial:/],
    [{ words: ['test', 'serial:/dev/ttyS1'] }, /names no speed/],
    [{ words: ['test', 'tcp:printer:9100'] }, /--as DRIVER; drivers reached by tcp: are receipt-printer, receipt/],
    [{ words: ['test', 'memory:a'], as: 'printer' }, /There is no driver "printer"; there are id-card-reader, /],
    [{ words: ['test', 'hid:0c2e:0b81'], as: 'crt-591' }, /crt-591 is reached by serial:, not by hid:/],
    [{ words: ['test', 'memory:a', 'memory:b'], as: 'crt-591' }, /takes one address; "memory:b" is too much/],
    [{ words: ['test', 'memory:a'], as: 'crt-591', wait: 'long' }, /--wait: "long" is no number of seconds/],
    [{ words: ['list'] }, /The address "list" has no scheme known here/],
    [{ words: [], as: 'crt-591' }, /--as goes with test/],
  ])('%j', async (request, words) => {
    const refused = await workshop()
      .run(request)
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Mistake);
    expect(String(refused)).toMatch(words);
  });
});
