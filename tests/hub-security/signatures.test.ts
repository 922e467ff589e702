import { afterEach, expect, test } from 'vitest';
import { hubPaths, signatureHeader } from '../../terminal/hub-contract.ts';
import { closing } from './stand.ts';

const hubs = closing();
afterEach(hubs.all);

const refused = async (answer: Response) => [answer.status, (await answer.json()).code];

test('a batch that another key signed, nobody signed, or that was changed on the way', async () => {
  const { terminals, send, ask, ports } = await hubs.stand();
  const [ann, bob] = terminals;
  if (!ann || !bob) throw new Error('two terminals are wanted');
  const { body, headers } = ann.batch();

  const wrong = [401, 'signatureWrong'];
  expect(await refused(await send(bob.request(hubPaths.usage, body)))).toEqual(wrong);
  expect(await refused(await ask(hubPaths.usage, { method: 'POST', body }))).toEqual(wrong);
  expect(await refused(await send({ method: 'POST', headers, body: body.replace('"hour":8', '"hour":9') }))).toEqual(
    wrong,
  );
  const flipped = headers[signatureHeader]?.replace(/.$/, (it) => (it === '0' ? '1' : '0')) ?? '';
  expect(await refused(await send({ method: 'POST', headers: { [signatureHeader]: flipped }, body }))).toEqual(wrong);
  // Signed as a heartbeat, sent as a batch.
  expect(await refused(await send(ann.request(hubPaths.heartbeats, body)))).toEqual(wrong);
  expect(await ports.intake.epochs('A-01')).toEqual([]);
  expect((await send({ method: 'POST', headers, body })).status).toBe(200);
});

test('a batch that comes again changes nothing, one out of order waits for what is missing', async () => {
  const { terminals, send, ports } = await hubs.stand();
  const [terminal] = terminals;
  if (!terminal) throw new Error('a terminal is wanted');
  const [first, second, third] = [terminal.batch(), terminal.batch(), terminal.batch()];
  expect((await send(first)).status).toBe(200);
  expect((await send(first)).status).toBe(200);
  expect(await refused(await send(third))).toEqual([409, 'gap']);
  expect((await send(second)).status).toBe(200);
  expect((await send(third)).status).toBe(200);
  expect(await ports.intake.events('A-01', 'E1', 0, 10)).toHaveLength(3);
});

test('a terminal nobody enrolled, and one whose key was revoked', async () => {
  const { terminals, send, ask, token, account, ports } = await hubs.stand();
  const [terminal, other] = terminals;
  if (!terminal || !other) throw new Error('two terminals are wanted');
  await ports.database.db.updateTable('terminal').set({ publicKey: null }).where('terminal', '=', 'B-01').execute();
  expect(await refused(await send(other.batch()))).toEqual([403, 'terminalUnknown']);

  const password = await account('keeper', { city: true }, true);
  const signedIn = await ask('/v1/sessions', { method: 'POST', body: JSON.stringify({ account: 'keeper', password }) });
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const headers = { cookie, 'sec-fetch-site': 'same-origin' };
  const revoke = (init: RequestInit) => ask('/v1/terminals/A-01/revocation', { method: 'POST', ...init });
  expect((await revoke({ headers: { authorization: `Bearer ${await token({ city: true })}` } })).status).toBe(403);
  expect((await revoke({ headers: { cookie, origin: 'https://evil.example' } })).status).toBe(403);
  expect((await revoke({ headers })).status).toBe(204);
  expect(await refused(await send(terminal.batch()))).toEqual([403, 'terminalRevoked']);
});
