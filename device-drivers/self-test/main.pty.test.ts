/** The program itself, as its own process, on a real serial port: real time, and every wait is for a condition. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { slipText } from '../../simulator/devices/paper.ts';
import { createVirtualIdCardReader } from '../../simulator/devices/virtual-id-card-reader.ts';
import { createVirtualReceiptPrinter } from '../../simulator/devices/virtual-receipt-printer.ts';
import { createFastClock } from '../../tests/fast-clock.ts';
import { openPseudoTerminal, socatOrSkip } from '../../tests/pseudo-terminal.ts';
import { inventedCard as card } from '../id-card-reader/invented-card.ts';
import { openSerial } from '../links/serial.ts';

const timeout = 60_000;

/** Runs `npm run devices` without npm; `heard` is told every line as it comes. */
async function devices(args: readonly string[], heard: (line: string) => void = () => {}) {
  const child = spawn(process.execPath, [resolve(import.meta.dirname, '../main.ts'), ...args]);
  let output = '';
  let rest = '';
  const take = (chunk: Buffer) => {
    output += chunk;
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) heard(line);
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, output };
}

describe('without a device', { timeout }, () => {
  test('help names the drivers and the exit codes', async () => {
    const { code, output } = await devices(['--help']);
    expect(code).toBe(0);
    expect(output).toMatch(/test ADDRESS --as DRIVER/);
    expect(output).toMatch(/ receipt-printer .*serial:\/dev\/ttyS2\?baud=38400/);
    expect(output).toMatch(/Exit code 1 .*2 /);
  });

  test('the list comes whatever the machine lacks', async () => {
    const { code, output } = await devices([]);
    expect(code).toBe(0);
    expect(output).toMatch(/^Serial ports\n {2}.+[\s\S]*\nHID devices\n {2}.+[\s\S]*\nPC\/SC readers\n {2}.+/);
    expect(output).not.toMatch(/\n\s+at /);
  });

  test.each([
    [['test'], /test needs an address/],
    [['--nonsense'], /Unknown option '--nonsense'/],
    [['test', 'serial:/dev/ttyS1?baud=fast', '--as', 'receipt-printer'], /has the speed "fast"/],
  ])('%j is a mistake: exit code 2 and words', async (args, words) => {
    const { code, output } = await devices(args);
    expect(code).toBe(2);
    expect(output).toMatch(words);
    expect(output).toMatch(/More: npm run devices -- --help/);
    expect(output).not.toMatch(/\n\s+at /);
  });

  test('a port that is not there fails, with advice', async () => {
    const { code, output } = await devices(['test', 'serial:/dev/no-such-port?baud=9600', '--as', 'receipt-printer']);
    expect(code).toBe(1);
    expect(output).toMatch(/There is no such port: check the cable and the address/);
    expect(output).toMatch(/FAILED\n$/);
  });

  test('a network printer that is not there fails, with advice', async () => {
    const { code, output } = await devices(['tcp:127.0.0.1:1']);
    expect(code).toBe(1);
    expect(output).toMatch(/ECONNREFUSED.*is the device switched on/);
  });
});

const socat = socatOrSkip();

describe.skipIf(socat.skip)(`over a pty${socat.title}`, { timeout }, () => {
  const clock = createFastClock(4);

  test('a receipt printer passes', async () => {
    const cable = await openPseudoTerminal();
    const device = createVirtualReceiptPrinter({ clock, chance: Math.random });
    device.attach(await openSerial({ scheme: 'serial', path: cable.far, baud: 38_400, flow: 'none' }));
    const { code, output } = await devices(['test', `serial:${cable.near}?baud=38400`, '--as', 'receipt-printer']);
    expect(output).toMatch(/PASSED\n$/);
    expect(code).toBe(0);
    expect(device.take().map(slipText).join('')).toContain('打印机自检');
    await cable.close();
  });

  test('an ID card reader passes when a card is laid and taken as it asks', async () => {
    const cable = await openPseudoTerminal();
    const device = createVirtualIdCardReader({ clock, chance: Math.random });
    device.attach(await openSerial({ scheme: 'serial', path: cable.far, baud: 115_200, flow: 'none' }));
    const hand = (line: string) => {
      if (/PLEASE {2}lay/.test(line)) device.put(card);
      if (/PLEASE {2}take/.test(line)) device.take();
    };
    const address = `serial:${cable.near}?baud=115200`;
    const { code, output } = await devices(['test', address, '--as', 'id-card-reader'], hand);
    expect(output).toMatch(/ok {6}noticed that it was taken\nPASSED\n$/);
    expect(output).not.toMatch(/张三|110105/);
    expect(code).toBe(0);
    await cable.close();
  });
});
