import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Health } from '../../terminal/health.ts';
import { systemdOrSkip } from './systemd.ts';
import { besides, startService, type TerminalService } from './terminal-service.ts';

const { skip, title } = systemdOrSkip();

let folder: string;
let service: TerminalService | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-bug-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await service?.close();
  service = undefined;
});

async function started(options: Parameters<typeof startService>[0] = {}): Promise<TerminalService> {
  const it = startService(options);
  service = it;
  await expect.poll(it.heard, { timeout: 30_000 }).toContain('READY=1');
  return it;
}

const beats = (it: TerminalService) => it.heard().split('WATCHDOG=1').length - 1;

function get(port: number, path: string, host = '127.0.0.1'): Promise<{ status: number; type: string; body: string }> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers: { host } }, async (reply) => {
      const type = String(reply.headers['content-type']);
      resolve({ status: reply.statusCode ?? 0, type, body: await text(reply) });
    })
      .once('error', reject)
      .end();
  });
}

describe(`the terminal as a service${title}`, { skip }, () => {
  test('says that it is ready when the page is served, lives for as long as it moves, and stops', async () => {
    const it = await started();
    const port = it.port() ?? 0;
    expect((await get(port, '/')).status).toBe(200);
    expect(it.heard()).toMatch(/STATUS=(starting|degraded): /);
    await expect.poll(() => beats(it), { timeout: 20_000 }).toBeGreaterThan(2);

    it.child.kill('SIGSTOP');
    const other = besides(it);
    try {
      // What it had begun to say is still on its way.
      await expect.poll(other.said, { timeout: 20_000 }).toBeGreaterThan(3);
      const [before, then] = [beats(it), other.said()];
      await expect.poll(other.said, { timeout: 20_000 }).toBeGreaterThan(then + 6);
      expect(beats(it)).toBe(before);
      it.child.kill('SIGCONT');
      await expect.poll(() => beats(it), { timeout: 20_000 }).toBeGreaterThan(before);
    } finally {
      other.stop();
    }

    it.child.kill('SIGTERM');
    expect(await it.exit).toBe(0);
    expect(it.heard()).toContain('STOPPING=1');
  });

  test('lays the page’s address where the screen’s session may read it, says it to nobody else, and takes it away', async () => {
    const it = await started();
    const file = join(it.runtime, 'screen');
    const url = new URL(readFileSync(file, 'utf8').trim());
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(url.port).toBe(String(it.port()));
    const token = url.searchParams.get('token') ?? '';
    expect(token).toMatch(/^\w{24}$/);
    expect(it.output()).not.toContain(token);
    it.child.kill('SIGTERM');
    await it.exit;
    expect(existsSync(file)).toBe(false);
  });

  test('tells this machine how it is, and nobody under another name', async () => {
    const it = await started();
    const port = it.port() ?? 0;
    await expect.poll(async () => (await get(port, '/health')).status, { timeout: 20_000 }).toBe(200);
    const health = await get(port, '/health');
    expect(health.type).toBe('application/json');
    expect(v.parse(Health, JSON.parse(health.body))).toMatchObject({
      status: 'degraded',
      terminal: 'NJGL-OPD1-03',
      journal: 'ok',
      visit: false,
      openOrders: 0,
      screen: false,
      hospital: { answers: false },
    });
    const metrics = await get(port, '/metrics');
    expect(metrics).toMatchObject({ status: 200, type: expect.stringContaining('application/openmetrics-text') });
    expect(metrics.body).toMatch(/^kiosk_log_events_total\{event="terminal.open"\} 1$/m);
    for (const path of ['/health', '/metrics']) expect((await get(port, path, 'evil.example')).status).toBe(403);
  });

  test('a bug ends it with a line in the log that says where, and nothing of what the error said', async () => {
    const bug = join(folder, 'bug.mjs');
    writeFileSync(bug, "process.once('SIGUSR2', () => { throw new TypeError('an invented name'); });");
    const it = await started({ options: `--import=${bug}` });
    it.child.kill('SIGUSR2');
    expect(await it.exit).toBe(1);
    const line =
      it
        .output()
        .split('\n')
        .find((text) => text.includes('program.crashed')) ?? '{}';
    expect(JSON.parse(line)).toMatchObject({
      level: 'error',
      error: 'TypeError',
      where: expect.stringContaining('bug.mjs'),
    });
    expect(it.output()).not.toContain('invented');
  });
});
