/** The hub behind Caddy as `deploy/hub/Caddyfile` has it, with certificates of Caddy's own authority. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountKeeper } from '../../statistics/access/accounts.ts';
import { usualConfig } from '../../statistics/hub.ts';
import { enrolled, hubOutside } from '../../statistics/intake/invented-terminal.ts';
import { registration } from '../../statistics/intake/invented-usage.ts';
import { inventedOutbox } from '../../statistics/intake/invented-usage-outbox.ts';
import { type StartedHub, startHub } from '../../statistics/start-hub.ts';
import { openDatabase } from '../../statistics/store/open-database.ts';
import { signatureHeader } from '../../terminal/hub-contract.ts';
import { freePort } from '../free-port.ts';
import { needing } from '../required.ts';

const caddy = needing('caddy', 'REQUIRE_CADDY');
describe.skipIf(caddy.skip)(`TLS before the hub${caddy.title}`, () => {
  let folder: string;
  let hub: StartedHub;
  let proxy: ChildProcess;
  let ports: { readonly http: number; readonly https: number };
  let password = '';
  let outbox: ReturnType<typeof inventedOutbox>;
  let agent: Agent;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hub-tls-'));
    const database = `sqlite:${join(folder, 'hub.sqlite')}`;
    const opened = await openDatabase(database);
    const outside = { ...hubOutside(opened), clock: { now: () => Date.now() } };
    outbox = inventedOutbox('YX-01', await enrolled(outside));
    const scope = { city: true } as const;
    password =
      (await accountKeeper(outside).make({ account: 'ann', name: 'Ann', scope, administrator: true }))?.password ?? '';
    await opened.close();
    hub = await startHub({ port: 0, database, config: usualConfig, trustProxy: true });

    ports = { http: await freePort(), https: await freePort() };
    const config = join(import.meta.dirname, '../../deploy/hub/Caddyfile');
    proxy = spawn('caddy', ['run', '--adapter', 'caddyfile', '--config', config], {
      env: {
        ...process.env,
        HOME: folder,
        XDG_DATA_HOME: folder,
        XDG_CONFIG_HOME: folder,
        HUB_NAME: 'localhost',
        HUB_TLS: 'tls internal',
        HUB_PORT: new URL(hub.url).port,
        HUB_HTTP_PORT: String(ports.http),
        HUB_HTTPS_PORT: String(ports.https),
      },
    });
    // Its certificate is there before it says that it serves.
    await new Promise<void>((resolve, reject) => {
      let said = '';
      proxy.stderr?.on('data', (chunk) => {
        said += chunk;
        if (said.includes('serving initial configuration') && said.includes('certificate obtained successfully'))
          resolve();
      });
      proxy.once('error', reject);
      proxy.once('exit', () => reject(new Error(said)));
    });
    agent = new Agent({ ca: readFileSync(join(folder, 'caddy/pki/authorities/local/root.crt')), keepAlive: false });
  });
  afterAll(async () => {
    proxy?.removeAllListeners('exit');
    const gone = proxy && new Promise((resolve) => proxy.once('exit', resolve));
    proxy?.kill();
    await gone;
    await hub?.close();
    rmSync(folder, { recursive: true });
  });

  const ask = (path: string, init: { method?: string; body?: string; headers?: Record<string, string> } = {}) =>
    new Promise<{ status: number; headers: Readonly<Record<string, unknown>>; body: string }>((resolve, reject) => {
      const { method = 'GET', body, headers = {} } = init;
      const asked = request(`https://localhost:${ports.https}${path}`, { method, headers, agent }, (answer) => {
        let text = '';
        answer.on('data', (chunk) => {
          text += chunk;
        });
        answer.once('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }));
      });
      asked.once('error', reject);
      asked.end(body);
    });

  test('a sign-in is bound to TLS and to this host, and whoever was here comes back by TLS only', async () => {
    const body = JSON.stringify({ account: 'ann', password });
    const answer = await ask('/v1/sessions', {
      method: 'POST',
      body,
      headers: { origin: `https://localhost:${ports.https}` },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers['set-cookie']).toEqual([expect.stringMatching(/^__Host-hub=.*; HttpOnly; .*; Secure$/)]);
    expect(answer.headers['strict-transport-security']).toBe('max-age=63072000; includeSubDomains');
    const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
    expect((await ask('/v1/me', { headers: { cookie } })).status).toBe(200);
    // A cookie of the same name over no TLS opens nothing.
    expect((await fetch(new URL('/v1/me', hub.url), { headers: { cookie } })).status).toBe(401);
  });

  test('without TLS one is sent to where there is some', async () => {
    const answer = await fetch(`http://localhost:${ports.http}/v1/units?on=2026-11-01`, { redirect: 'manual' });
    expect(answer.status).toBe(308);
    expect(answer.headers.get('location')).toMatch(/^https:\/\/localhost(:\d+)?\/v1\/units\?on=2026-11-01$/);
  });

  test('a terminal’s signed batch comes through as it was', async () => {
    const { path, body, signature = '' } = outbox.batch('e1', null, [registration(1)]);
    const answer = await ask(path, { method: 'POST', body, headers: { [signatureHeader]: signature } });
    expect([answer.status, JSON.parse(answer.body)]).toEqual([200, { upTo: 1 }]);
  });

  test('health and metrics are for this machine, and what a caller says of itself is not believed', async () => {
    expect((await ask('/health')).status).toBe(404);
    expect((await fetch(new URL('/health', hub.url))).status).toBe(200);
    // A link for this machine, asked for by somebody who claims to be on it: the proxy’s word counts.
    const forged = { 'x-forwarded-for': '192.0.2.1', 'x-forwarded-proto': 'http' };
    const answer = await ask('/v1/sessions', {
      method: 'POST',
      body: JSON.stringify({ account: 'ann', password }),
      headers: { ...forged, origin: `https://localhost:${ports.https}` },
    });
    expect(answer.headers['set-cookie']).toEqual([expect.stringContaining('; Secure')]);
  });
});
