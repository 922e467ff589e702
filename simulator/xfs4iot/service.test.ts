/** How commands are taken on, queued, stopped and completed, whatever the device. */
import { expect, test } from 'vitest';
import { people } from '../../seeds/people.ts';
import { maximumRequests } from './plan.ts';
import { codeOf, createTrial, namesOf } from './trial.ts';

const reading = 'CardReader.ReadRawData';
const chip = { chip: true };

async function reader() {
  const trial = createTrial();
  const client = trial.connect('IdCardReader');
  await client.online();
  client.forget();
  return { ...trial, client };
}

test('a command is acknowledged first, then its events come, then its completion', async () => {
  const { client, shelf } = await reader();
  const [person] = people;
  if (!person) throw new Error('nobody');
  shelf.idCardReader.put(person.card);
  await client.ask(reading, chip);
  const solicited = client.heard.filter(({ header }) => header.requestId !== undefined);
  expect(solicited.map(({ header }) => header.type)).toEqual(['acknowledge', 'event', 'event', 'completion']);
  expect(solicited.map(({ header }) => header.requestId)).toEqual([1, 1, 1, 1]);
  expect(solicited[0]?.header.status).toBeUndefined();
  expect(solicited.map(({ header }) => header.version)).toEqual(['2.0', '2.0', '2.0', '3.0']);
});

test('what is no message is acknowledged as such, and nothing follows', async () => {
  const { client, clock } = await reader();
  client.connection.hear('{');
  await clock.advance(60_000);
  expect(client.heard).toEqual([
    { header: { name: 'Common.Acknowledge', type: 'acknowledge', version: '2.0', status: 'invalidMessage' } },
  ]);
});

test('a number that is in use is refused; when its command is over it may be used anew', async () => {
  const { client } = await reader();
  const first = client.begin(reading, chip);
  client.begin('Common.Status', undefined, { requestId: first.requestId });
  expect(client.heard.filter(({ header }) => header.status === 'invalidRequestID')).toHaveLength(1);
  await client.ask('Common.Cancel');
  await first.completed();
  client.forget();
  client.begin('Common.Status', undefined, { requestId: first.requestId });
  await client.until(() => client.heard.some(({ header }) => header.completionCode === 'success'));
});

test('more than the queue holds are refused with tooManyRequests; Status is answered all the same', async () => {
  const { client } = await reader();
  for (let count = 0; count < maximumRequests; count++) client.begin(reading, chip);
  expect(client.heard.some(({ header }) => header.status !== undefined)).toBe(false);
  const refused = client.begin(reading, chip);
  expect(client.heard.at(-1)?.header).toMatchObject({ requestId: refused.requestId, status: 'tooManyRequests' });
  expect(codeOf(await client.ask('Common.Status'))).toBe('success');
});

test('commands of a service are carried out one after another', async () => {
  const { client, clock } = await reader();
  const first = client.begin(reading, chip, { timeout: 1_000 });
  const second = client.begin(reading, chip);
  await clock.advance(500);
  expect(first.events()).toHaveLength(1);
  expect(second.events()).toHaveLength(0);
  expect(codeOf(await first.completed())).toBe('timeOut');
  await client.until(() => second.events().length === 1);
});

test('a command whose time is over ends with timeOut, and not before', async () => {
  const { client, clock } = await reader();
  const asked = client.begin(reading, chip, { timeout: 5_000 });
  await clock.advance(4_900);
  expect(asked.found()).toBeUndefined();
  expect(codeOf(await asked.completed())).toBe('timeOut');
});

test('a command without a time waits on', async () => {
  const { client, clock } = await reader();
  const asked = client.begin(reading, chip, { timeout: 0 });
  await clock.advance(3_600_000);
  expect(asked.found()).toBeUndefined();
});

test('Cancel stops those named, whether they wait or are being carried out; others go on', async () => {
  const { client, clock } = await reader();
  const [first, second, third] = [
    client.begin(reading, chip),
    client.begin(reading, chip),
    client.begin(reading, chip),
  ];
  const cancelled = await client.ask('Common.Cancel', { requestIds: [first.requestId, third.requestId, 999] });
  expect(codeOf(cancelled)).toBe('success');
  expect(codeOf(await third.completed())).toBe('canceled');
  expect(codeOf(await first.completed())).toBe('canceled');
  await clock.advance(10_000);
  expect(second.found()).toBeUndefined();
  expect(second.events()).toHaveLength(1);
});

test('one client cannot cancel what another asked for', async () => {
  const { client, connect, clock } = await reader();
  const other = connect('IdCardReader');
  const asked = client.begin(reading, chip);
  await other.ask('Common.Cancel', { requestIds: [asked.requestId] });
  await other.ask('Common.Cancel');
  await clock.advance(1_000);
  expect(asked.found()).toBeUndefined();
});

test('a client that goes takes its commands with it, and hears nothing more; the next one is served', async () => {
  const { client, connect } = await reader();
  const other = connect('IdCardReader');
  client.begin(reading, chip);
  const waiting = other.begin(reading, chip);
  client.forget();
  client.connection.close();
  await other.until(() => waiting.events().length === 1);
  expect(client.heard).toEqual([]);
});

test.each(['Common.SetVersions', 'CardReader.Move'])(
  '%s, which the service has not, is not supported',
  async (name) => {
    const { client } = await reader();
    expect(codeOf(await client.ask(name, {}))).toBe('unsupportedCommand');
  },
);

test('a version that is not offered is not supported', async () => {
  const { client } = await reader();
  expect(codeOf(await client.ask('Common.Status', undefined, { version: '9.0' }))).toBe('unsupportedCommand');
});

test('data of the wrong kind are invalidData, and say where', async () => {
  const { client } = await reader();
  const completed = await client.ask(reading, { chip: 'yes' });
  expect(codeOf(completed)).toBe('invalidData');
  expect(completed.header.errorDescription).toContain('chip');
});

test('Capabilities tell the interfaces, their commands and events with versions, and what the device is', async () => {
  const { client } = await reader();
  const { payload } = await client.ask('Common.Capabilities');
  expect(payload).toMatchObject({
    interfaces: [
      {
        name: 'common',
        commands: { 'Common.Status': { versions: ['2.0'] }, 'Common.Cancel': { versions: ['2.0'] } },
        events: { 'Common.StatusChangedEvent': { versions: ['3.0'] } },
        maximumRequests,
      },
      {
        name: 'cardReader',
        commands: { 'CardReader.ReadRawData': { versions: ['2.0'] }, 'CardReader.Reset': { versions: ['2.0'] } },
        events: { 'CardReader.MediaRemovedEvent': { versions: ['2.0'] } },
      },
    ],
    cardReader: { type: 'contactless' },
  });
});

test('the device is taken by the first client and let go after the last, when it is at rest', async () => {
  const { connect, shelf, clock } = createTrial();
  expect(shelf.idCardReader.state().connected).toBe(false);
  const [first, second] = [connect('IdCardReader'), connect('IdCardReader')];
  await first.online();
  expect(shelf.idCardReader.state().connected).toBe(true);
  first.connection.close();
  await clock.advance(1_000);
  expect(shelf.idCardReader.state().connected).toBe(true);
  second.connection.close();
  await clock.advance(1_000);
  expect(shelf.idCardReader.state().connected).toBe(false);
  const again = connect('IdCardReader');
  await again.online();
});

test('a client that comes as the last one goes finds the device as it was', async () => {
  const { client, connect, clock } = await reader();
  client.connection.close();
  const next = connect('IdCardReader');
  await clock.advance(5_000);
  expect((await next.ask('Common.Status')).payload).toMatchObject({ common: { device: 'online' } });
  expect(next.events()).toEqual([]);
});

test('a change of status is told to all, and only what changed', async () => {
  const { client, connect, shelf } = await reader();
  const other = connect('IdCardReader');
  shelf.boards.lines.unplug('id-card-reader');
  await other.until(() => other.events('Common.StatusChangedEvent').length > 0);
  expect(namesOf(client.heard)).toEqual(['Common.StatusChangedEvent']);
  expect(other.heard[0]?.payload).toEqual({ common: { device: 'offline' }, cardReader: { media: 'unknown' } });
});
