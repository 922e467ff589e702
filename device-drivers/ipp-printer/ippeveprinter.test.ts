/**
 * Another hand's printer: the IPP Everywhere printer of CUPS (Debian: cups-ipp-utils), which starts only with a D-Bus and an
 * Avahi to announce itself to. Where one of them is missing these tests are skipped; with REQUIRE_IPPEVE=1 they fail instead.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Clock } from '../contract/clock.ts';
import type { DeviceEvent } from '../contract/device-event.ts';
import type { ReportPrinter } from '../contract/report-printer.ts';
import { parseAddress } from '../links/address.ts';
import { postOverHttp } from '../links/http-ipp.ts';
import type { PostIpp } from '../links/ipp.ts';
import { createReportPrinter } from './driver.ts';
import { samplePdf } from './sample-pdf.ts';

const lacking = whatIsLacking();
const skipped = lacking !== undefined && process.env.REQUIRE_IPPEVE !== '1';

function whatIsLacking(): string | undefined {
  if (spawnSync('ippeveprinter', ['--version']).error) return 'ippeveprinter, which is not on this machine';
  const missing = ['/run/dbus/system_bus_socket', '/run/avahi-daemon/socket'].find((path) => !existsSync(path));
  return missing && `D-Bus and Avahi: there is no ${missing}`;
}

/** Five times as fast as the machine's, so that the driver's seconds between looks pass sooner. */
const speed = 5;
const clock: Clock = {
  now: () => speed * Date.now(),
  after(delay, task) {
    const timer = setTimeout(task, delay / speed);
    return () => clearTimeout(timer);
  },
};

const post: PostIpp = (text, body, signal) => {
  const address = parseAddress(text);
  if (address.scheme !== 'ipp') throw new Error(`${text} is no IPP address`);
  return postOverHttp(address, body, signal);
};

const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 20_000, interval: 20 });

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** What "prints": it counts pages one after another. The job called "jam" gets stuck in its second until it is freed. */
const engine = `#!/bin/sh
page() { sleep 0.5; echo "ATTR: job-impressions-completed=$1" >&2; }
page 1
if [ "$IPP_JOB_NAME" = jam ]; then
  echo 'STATE: +media-jam-error' >&2
  while [ ! -e freed ]; do sleep 0.1; done
  echo 'STATE: -media-jam-error' >&2
  exit 0
fi
page 2
page 3
cp "$1" "$IPP_JOB_NAME.pdf"
`;

describe.skipIf(skipped)(`CUPS's ippeveprinter${lacking ? ` (needs ${lacking})` : ''}`, { timeout: 60_000 }, () => {
  let folder: string;
  let eve: ChildProcess;
  let said = '';
  let printer: ReportPrinter;
  const log: DeviceEvent[] = [];

  beforeAll(async () => {
    expect(lacking, 'lacking').toBeUndefined();
    folder = mkdtempSync(join(tmpdir(), 'ippeve-'));
    const command = join(folder, 'engine');
    writeFileSync(command, engine);
    chmodSync(command, 0o755);
    const port = await freePort();
    const options = ['-p', `${port}`, '-d', folder, '-K', folder, '-f', 'application/pdf', '-c', command];
    eve = spawn('ippeveprinter', [...options, '--no-web-forms', '-v', `Report ${port}`], { cwd: folder });
    for (const stream of [eve.stdout, eve.stderr]) {
      stream?.on('data', (chunk: Uint8Array) => {
        said += new TextDecoder().decode(chunk);
      });
    }
    printer = createReportPrinter({
      post,
      address: `ipp://localhost:${port}/ipp/print`,
      clock,
      log: (event) => log.push(event),
    });
    await until(() => printer.status().device === 'online' || eve.exitCode !== null);
    expect(printer.status(), said).toEqual({ device: 'online', paper: 'full', toner: 'full', output: 'ok' });
  }, 30_000);

  afterAll(async () => {
    printer?.close();
    if (eve && eve.exitCode === null) {
      const ended = new Promise((resolve) => eve.once('exit', resolve));
      eve.kill();
      await ended;
    }
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  const print = (jobName: string, told: number[] = []) =>
    printer.print({ jobName, document: samplePdf(3), pages: 3 }, new AbortController().signal, (out) => {
      told.push(out);
    });

  test('a report of three pages is printed as it was sent, its pages told one by one', async () => {
    const told: number[] = [];
    expect(await print('K1', told)).toEqual({ ok: true, pages: 3 });
    expect(told.at(-1)).toBe(3);
    expect(told[0]).toBeLessThan(3);
    expect(new Uint8Array(readFileSync(join(folder, 'K1.pdf')))).toEqual(samplePdf(3));
  });

  test('a jam is told, whatever the printer calls it; freed, the next report comes', async () => {
    const printing = print('jam');
    await until(() => printer.status().device !== 'online');
    expect(printer.status()).toEqual({ device: 'hardwareError', fault: 'paperJammed' });
    expect(await printing).toEqual({ ok: false, fault: 'paperJammed', delivered: 1 });
    writeFileSync(join(folder, 'freed'), '');
    await until(() => printer.status().device === 'online');
    expect(await print('K2')).toEqual({ ok: true, pages: 3 });
    expect(existsSync(join(folder, 'jam.pdf'))).toBe(false);
  });

  test('draining finds nothing to cancel, and nothing was amiss on the way', async () => {
    expect(await printer.drain()).toEqual({ ok: true });
    const { event } = log.at(-1) ?? {};
    expect(event, 'the last thing logged').toBe('device.online');
  });
});
