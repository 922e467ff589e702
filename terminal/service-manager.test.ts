import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { serviceManager } from './service-manager.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-notify-'));
  vi.stubEnv('PATH', `${folder}:${process.env.PATH}`);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const toolThatEndsWith = (code: number) => {
  const tool = join(folder, 'systemd-notify');
  writeFileSync(tool, `#!/bin/sh\nexit ${code}\n`);
  chmodSync(tool, 0o755);
};

test('systemd hears three times within its limit that the terminal lives, so that one may be lost', () => {
  const watched = { NOTIFY_SOCKET: '/run/none', WATCHDOG_USEC: '30000000' };
  expect(serviceManager(watched, 7).watchEvery).toBe(10_000);
  expect(serviceManager({ ...watched, WATCHDOG_PID: '8' }, 7).watchEvery).toBeUndefined();
  expect(serviceManager({ WATCHDOG_USEC: '30000000' }, 7).watchEvery).toBeUndefined();
});

test('it is said whether systemd was told', async () => {
  const manager = serviceManager({ NOTIFY_SOCKET: '/run/none' }, 7);
  toolThatEndsWith(1);
  expect(await manager.notify('WATCHDOG=1')).toBe(false);
  toolThatEndsWith(0);
  expect(await manager.notify('WATCHDOG=1')).toBe(true);
  toolThatEndsWith(1);
  expect(await serviceManager({}, 7).notify('WATCHDOG=1')).toBe(true);
});
