import { describe, expect, test } from 'vitest';
import { acknowledge, completion, event, readMessage } from './envelope.ts';

const example =
  '{"header":{"name":"CardReader.ReadRawData","requestId":123456,"type":"command","version":"2.0","timeout":5000},"payload":{"track2":true,"chip":true}}';
const asked = {
  name: 'CardReader.ReadRawData',
  requestId: 123456,
  version: '2.0',
  timeout: 5000,
  payload: { track2: true, chip: true },
};

const told = (text: string): unknown => JSON.parse(text);

describe('the worked messages of the standard, field for field', () => {
  test('a command', () => expect(readMessage(example)).toEqual({ ok: true, command: asked }));

  test('its acknowledgement', () =>
    expect(told(acknowledge(asked))).toEqual({
      header: { name: 'CardReader.ReadRawData', requestId: 123456, type: 'acknowledge', version: '2.0' },
    }));

  test('its events', () =>
    expect(told(event('CardReader.InsertCardEvent', '2.0', undefined, 123456))).toEqual({
      header: { name: 'CardReader.InsertCardEvent', requestId: 123456, type: 'event', version: '2.0' },
    }));

  test('its completion', () => {
    const payload = { track2: { data: 'MTIzNDU2Nzg5' }, chip: [{ data: 'O2gAUACFyEARAJAC' }] };
    expect(told(completion(asked, '3.0', { completionCode: 'success', payload }))).toEqual({
      header: {
        name: 'CardReader.ReadRawData',
        requestId: 123456,
        type: 'completion',
        version: '3.0',
        completionCode: 'success',
      },
      payload,
    });
  });

  test('an event that nobody asked for', () => {
    const payload = { printer: { paper: { upper: 'low' } } };
    expect(told(event('Common.StatusChangedEvent', '3.0', payload))).toEqual({
      header: { name: 'Common.StatusChangedEvent', type: 'event', version: '3.0' },
      payload,
    });
  });
});

test('a command may leave out its time and its payload, or say null', () => {
  const bare = '{"header":{"name":"Common.Status","requestId":1,"type":"command","version":"2.0"}}';
  const nulls =
    '{"header":{"name":"Common.Status","requestId":1,"type":"command","version":"2.0","timeout":null},"payload":null}';
  const status = { name: 'Common.Status', requestId: 1, version: '2.0', timeout: 0, payload: {} };
  expect(readMessage(bare)).toEqual({ ok: true, command: status });
  expect(readMessage(nulls)).toEqual({ ok: true, command: status });
});

const header = (changes: object) =>
  JSON.stringify({ header: { name: 'Common.Status', requestId: 7, type: 'command', version: '2.0', ...changes } });

test.each([
  ['no JSON', '{"header"'],
  ['no object', '17'],
  ['no header', '{}'],
  ['an answer', header({ type: 'completion' })],
  ['no name', header({ name: undefined })],
  ['a name that is none', header({ name: 'Status' })],
  ['a version that is none', header({ version: '2' })],
  ['a time that is none', header({ timeout: -1 })],
  [
    'a payload that is none',
    '{"header":{"name":"Common.Status","requestId":7,"type":"command","version":"2.0"},"payload":3}',
  ],
])('%s is refused as invalidMessage', (_, text) =>
  expect(readMessage(text)).toMatchObject({ ok: false, refusal: 'invalidMessage' }),
);

test.each([0, -1, 1.5, '7', undefined])('the number %s is refused as invalidRequestID', (requestId) => {
  const read = readMessage(header({ requestId }));
  expect(read).toEqual({ ok: false, refusal: 'invalidRequestID', name: 'Common.Status', requestId: undefined });
});

test('a refusal names what could be read of the message', () => {
  const read = readMessage(header({ version: '2' }));
  expect(read).toMatchObject({ name: 'Common.Status', requestId: 7 });
  if (read.ok) return;
  expect(told(acknowledge(read, read.refusal))).toEqual({
    header: { name: 'Common.Status', requestId: 7, type: 'acknowledge', version: '2.0', status: 'invalidMessage' },
  });
});
