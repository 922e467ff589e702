/** A terminal is reached from its own machine alone, and its browser is started without a way in. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { deployed, deployedPolicy } from './kiosk-browser.ts';

const listening = '0A';
const loopback = /^(0100007F|0{24}01000000|0000000000000000FFFF00000100007F):/;

/** Where a process listens, as the kernel writes addresses. */
function listensAt(pid: number): string[] {
  const own = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
      } catch {
        // Closed meanwhile.
        return [];
      }
    }),
  );
  return ['tcp', 'tcp6'].flatMap((table) => {
    const rows = readFileSync(`/proc/${pid}/net/${table}`, 'utf8').trim().split('\n').slice(1);
    return rows.flatMap((row) => {
      const [, local = '', , state, , , , , , inode = ''] = row.trim().split(/\s+/);
      return state === listening && own.has(inode) ? local : [];
    });
  });
}

test.skipIf(!existsSync('/proc/self/net/tcp'))('a started terminal listens on loopback and nowhere else', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-loopback-'));
  const example = parse(readFileSync('deploy/terminal/terminal.example.yaml', 'utf8'));
  const config = join(folder, 'terminal.json');
  const nowhere = { hospitalUrl: 'http://127.0.0.1:9/api/v1', hubUrl: 'http://127.0.0.1:9/' };
  const devices = {
    idCardReader: { address: `serial:${join(folder, 'no-reader')}?baud=115200` },
    receiptPrinter: { address: `serial:${join(folder, 'no-printer')}?baud=38400` },
  };
  writeFileSync(config, JSON.stringify({ ...example, ...nowhere, devices }));
  const args = ['terminal/main.ts', '--config', config, '--journal', join(folder, 'journal.sqlite'), '--port', '0'];
  const child = spawn('node', args);
  const ended = new Promise((resolve) => child.once('close', resolve));
  let said = '';
  for (const from of [child.stdout, child.stderr])
    from.on('data', (chunk) => {
      said += chunk;
    });
  try {
    const address = /^kiosk: http:\/\/127\.0\.0\.1:(\d+)/m;
    await expect.poll(() => said, { timeout: 30_000 }).toMatch(address);
    const port = Number(address.exec(said)?.[1]);
    const places = listensAt(child.pid ?? 0);
    expect(places).toContain(`0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`);
    expect(places.filter((it) => !loopback.test(it))).toEqual([]);
  } finally {
    child.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true });
  }
});

test('the browser is started with no flag that lets somebody in or takes its sandbox away', () => {
  const scripts = ['browser', 'kiosk-session'].map((it) => readFileSync(join(deployed.session, it), 'utf8'));
  const flags = scripts.flatMap((it) => [...it.matchAll(/--[a-z][a-z-]+/g)].map(([flag]) => flag));
  expect(flags).toContain('--kiosk');
  expect(
    flags.filter((it) => /debug|inspect|sandbox|web-security|automation|load-extension|insecure|certificate/.test(it)),
  ).toEqual([]);
  expect(deployedPolicy()).toMatchObject({ RemoteDebuggingAllowed: false, DeveloperToolsAvailability: 2 });
});

test('the session has no key that leads to a console', () => {
  const session = readFileSync(join(deployed.session, 'kiosk-session'), 'utf8');
  const [, flags = ''] = /exec cage (.*) -- /.exec(session) ?? [];
  expect(flags.split(' ')).toEqual(['-d']);
});
