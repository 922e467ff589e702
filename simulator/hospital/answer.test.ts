import { expect, test } from 'vitest';
import { createTrial, trialDay } from './trial.ts';

const subject = '"subject":{"kind":"slot","slotId":"20261120-h1-0800"}';

const put = (url: string, body?: string) =>
  createTrial().answer({ method: 'PUT', url, ...(body === undefined ? {} : { body }) });

test('a reply carries the server’s time, its type, and is not to be kept', () => {
  const { status, headers, body } = createTrial().answer({ method: 'GET', url: '/capabilities' });
  expect(status).toBe(200);
  expect(headers).toEqual({
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'server-time': '2026-11-20T00:10:00.000Z',
  });
  expect(JSON.parse(body)).toMatchObject({ hospitalId: 'trial' });
});

test('a refusal is a problem document with the server’s time', () => {
  const { status, headers, body } = createTrial().answer({ method: 'GET', url: '/locks/L9' });
  expect(status).toBe(404);
  expect(headers).toMatchObject({ 'content-type': 'application/problem+json', 'server-time': expect.any(String) });
  expect(JSON.parse(body)).toEqual({ code: 'lockUnknown', title: 'Lock unknown' });
});

test.each([
  ['no body', undefined],
  ['an empty one', ''],
  ['not JSON', '{"recordId":'],
  ['not an object', '["a"]'],
  ['null', 'null'],
  ['a field missing', '{"terminal":"T-1","recordId":"R1"}'],
  ['a subject of no kind', '{"terminal":"T-1","recordId":"R1","subject":{"kind":"bed"}}'],
  ['a field of another type', `{"terminal":1,"recordId":"R1",${subject}}`],
  ['an id too long', `{"terminal":"T-1","recordId":"${'R'.repeat(33)}",${subject}}`],
])('a body that is malformed (%s) is no request, and no refusal', (_, body) => {
  const reply = put('/locks/L1', body);
  expect(reply.status).toBe(400);
  expect(JSON.parse(reply.body)).toMatchObject({ code: 'malformed' });
});

test('what is said about a malformed request names the place, never the value', () => {
  const { body } = createTrial().answer({
    method: 'POST',
    url: '/patients/find',
    body: JSON.stringify({ credential: { kind: 'idCard', number: '11010519491231002X', name: 7 } }),
  });
  expect(JSON.parse(body).detail).toBe('not as the contract has it: credential.name');
});

test('the path has the last word about an id', () => {
  const trial = createTrial();
  const body = `{"lockId":"L2","terminal":"T-1","recordId":"R1",${subject}}`;
  expect(JSON.parse(trial.answer({ method: 'PUT', url: '/locks/L1', body }).body).lockId).toBe('L1');
});

test.each(['/locks/L%201', '/locks/%E4%BD%A0', '/locks/%zz', `/locks/${'L'.repeat(33)}`])('%s is no id', (url) => {
  expect(put(url, `{"terminal":"T-1","recordId":"R1",${subject}}`).status).toBe(400);
});

test.each(['/', '/nothing', '/locks', '/locks/L1/', '/locks/L1/release/now'])(
  '%s is no path of the contract',
  (url) => {
    const reply = put(url, '{}');
    expect(reply.status).toBe(404);
    expect(JSON.parse(reply.body)).toMatchObject({ code: 'noSuchPath' });
  },
);

test('a path asked with another method says which one it wants', () => {
  const reply = createTrial().answer({ method: 'DELETE', url: '/locks/L1' });
  expect(reply.status).toBe(405);
  expect(JSON.parse(reply.body).title).toBe('Asked with PUT or GET');
});

test('a query is read, and must be there', () => {
  const get = (url: string) => createTrial().answer({ method: 'GET', url }).status;
  expect(get(`/departments?day=${trialDay}&more=1`)).toBe(200);
  expect(get('/departments')).toBe(400);
  expect(get('/departments?day=today')).toBe(400);
});
