import { afterEach, expect, test } from 'vitest';
import { getRaw, sendRaw } from './raw.ts';
import { closing } from './stand.ts';

const hubs = closing();
afterEach(hubs.all);

const tricks = [
  '/../../etc/passwd',
  '/assets/../../package.json',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/.%2E/package.json',
  '/..%2f..%2fetc%2fpasswd',
  '/..%5c..%5cwindows',
  '/..\\..\\windows',
  '/assets/%00',
  '/v1/./accounts',
  '//evil.example/v1/accounts',
  '/v1//accounts',
  '/v1/%zz',
  '/v1/usage?x=\x01',
  '/v1/usage#x',
  'http://evil.example/v1/accounts',
  'v1/accounts',
  '*',
  '/\xe4\xb8\xad',
];

test('addresses that are not written plainly are refused, with the reason', async () => {
  const { port, logged } = await hubs.stand();
  for (const target of tricks) {
    const { status, head, body } = await getRaw(port, target);
    expect([target, status]).toEqual([target, 400]);
    expect(head).toContain('application/problem+json');
    expect(JSON.parse(body)).toMatchObject({ status: 400, code: expect.stringMatching(/targetWrong|malformed/) });
  }
  expect(logged).toEqual([]);
});

test('an address that is too long, and headers that are', async () => {
  const { port } = await hubs.stand();
  expect(JSON.parse((await getRaw(port, `/${'a'.repeat(3_000)}`)).body)).toMatchObject({ status: 414 });
  const long = await getRaw(port, '/', `X-Long: ${'a'.repeat(20_000)}\r\n`);
  expect([long.status, JSON.parse(long.body).code]).toEqual([431, 'headersTooLarge']);
});

test('what is no HTTP, or speaks for another host in two ways', async () => {
  const { port } = await hubs.stand();
  const noise = await sendRaw(port, '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n');
  expect([noise.status, JSON.parse(noise.body).code]).toEqual([400, 'malformed']);
  const twoLengths = await sendRaw(
    port,
    'POST /v1/usage HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /v1/accounts HTTP/1.1\r\nHost: a\r\n\r\n',
  );
  expect(twoLengths.status).toBe(400);
  expect(twoLengths.body).not.toContain('HTTP/1.1 401');
});

test('methods an address does not take, with those it does', async () => {
  const { ask, token } = await hubs.stand();
  const headers = { authorization: `Bearer ${await token({ city: true })}` };
  const wrong = await ask('/v1/heartbeats', { method: 'PATCH', headers });
  expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST']);
  expect(await wrong.json()).toMatchObject({ code: 'methodWrong' });
  expect((await ask('/v1/no-such', { method: 'DELETE', headers })).status).toBe(404);
});

test('every answer keeps pages to the hub’s own files, and out of frames', async () => {
  const { ask, port } = await hubs.stand();
  for (const path of ['/', '/v1/accounts', '/nothing', '/sign-in/x']) {
    const { headers } = await ask(path);
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';.*frame-ancestors 'none'/);
    expect(headers.get('content-security-policy')).not.toMatch(/unsafe|\*|data:/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
  }
  expect((await getRaw(port, '/..')).head).toMatch(/content-security-policy: default-src 'none'/i);
});
