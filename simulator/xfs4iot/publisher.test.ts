/** Over sockets, as a client does it: looks for a publisher, asks for its services, connects to each. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { people } from '../../seeds/people.ts';
import { systemClock } from '../../terminal/system.ts';
import { createVirtualShelf } from '../devices/virtual-shelf.ts';
import { serveXfs4Iot } from './face.ts';
import { type Publisher, publisherPorts } from './publisher.ts';
import type { Heard } from './trial.ts';

const opened: { close(): unknown }[] = [];
afterEach(async () => {
  for (const it of opened.splice(0).reverse()) await it.close();
});

async function serve(ports: readonly number[] = [0]) {
  const shelf = createVirtualShelf(systemClock, Math.random);
  const publisher: Publisher = await serveXfs4Iot({ shelf, clock: systemClock, ports });
  opened.push(publisher);
  return { shelf, publisher };
}

/** A client's socket: what it hears, and how it waits for it. */
async function connect(url: string, headers: Record<string, string> = {}) {
  const socket = new WebSocket(url, { headers });
  opened.push({ close: () => socket.terminate() });
  const heard: Heard[] = [];
  const waiting = new Set<() => void>();
  socket.on('message', (data) => {
    heard.push(JSON.parse(String(data)));
    for (const look of [...waiting]) look();
  });
  await once(socket, 'open');
  let lastId = 0;

  const hear = (fits: (it: Heard) => boolean) =>
    new Promise<Heard>((resolve) => {
      const look = () => {
        const found = heard.find(fits);
        if (!found) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  function ask(name: string, payload?: object, version = '2.0') {
    const requestId = ++lastId;
    socket.send(JSON.stringify({ header: { name, type: 'command', requestId, version, timeout: 20_000 }, payload }));
    return hear(({ header }) => header.type === 'completion' && header.requestId === requestId);
  }
  return { socket, heard, hear, ask };
}

const portOf = (url: string) => Number(new URL(url).port);

test('discovery: GetServices names every service, and Capabilities tell what each of them is', async () => {
  const { publisher } = await serve();
  expect(publisher.url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/xfs4iot\/v1\.0$/);
  const client = await connect(publisher.url);
  const { payload } = await client.ask('ServicePublisher.GetServices');
  expect(payload).toEqual({
    vendorName: 'hospital-kiosk',
    services: publisher.services.map(({ url }) => ({ serviceURI: url })),
  });
  expect(client.heard[0]?.header).toMatchObject({ type: 'acknowledge', name: 'ServicePublisher.GetServices' });

  const kinds: Record<string, unknown> = {};
  for (const { name, url } of publisher.services) {
    const service = await connect(url);
    const capabilities = (await service.ask('Common.Capabilities')).payload ?? {};
    kinds[name] = Object.keys(capabilities).filter((key) => key !== 'interfaces' && key !== 'common');
    expect(capabilities.interfaces).toContainEqual(expect.objectContaining({ name: 'common' }));
    service.socket.close();
  }
  expect(kinds).toEqual({
    IdCardReader: ['cardReader'],
    ChipCardReader: ['cardReader'],
    MagneticCardReader: ['cardReader'],
    CardDispenser: ['cardReader'],
    ReceiptPrinter: ['printer'],
    ReportPrinter: ['printer'],
    BarcodeScanner: ['barcodeReader'],
  });
});

test('a card read over a socket', async () => {
  const { publisher, shelf } = await serve();
  const client = await connect(`${publisher.url}/IdCardReader`);
  const completed = client.ask('CardReader.ReadRawData', { chip: true });
  await client.hear(({ header }) => header.name === 'CardReader.InsertCardEvent');
  if (people[0]) shelf.idCardReader.put(people[0].card);
  expect((await completed).header.completionCode).toBe('success');
  shelf.idCardReader.take();
  await client.hear(({ header }) => header.name === 'CardReader.MediaRemovedEvent');
});

test('a socket that closes cancels what it asked for', async () => {
  const { publisher, shelf } = await serve();
  const first = await connect(`${publisher.url}/BarcodeScanner`);
  const second = await connect(`${publisher.url}/BarcodeScanner`);
  void first.ask('BarcodeReader.Read', {});
  await first.hear(({ payload }) => JSON.stringify(payload ?? {}).includes('"on"'));
  expect(shelf.barcodeScanner.state().looking).toBe(true);
  first.socket.close();
  // The second reading has its turn only when the first is over.
  const completed = second.ask('BarcodeReader.Read', {});
  shelf.barcodeScanner.show({ aim: ']Q1', data: 'ticket' });
  expect((await completed).header.completionCode).toBe('success');
});

test('a publisher takes the first port that is free, and says so when none is', async () => {
  expect(publisherPorts).toEqual([5846, 5847, 5848, 5849, 5850, 5851, 5852, 5853, 5854, 5855, 5856]);
  const other = createServer();
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
  opened.push(other);
  const address = other.address();
  const taken = typeof address === 'object' && address ? address.port : 0;
  const { publisher } = await serve([taken, 0]);
  expect(portOf(publisher.url)).not.toBe(taken);
  await expect(serve([taken, portOf(publisher.url)])).rejects.toThrow('all taken by other programs');
});

test.each([
  ['a service that is not there', '/CashDispenser', {}],
  ["another site's page", '', { origin: 'https://elsewhere.invalid' }],
])('%s gets no socket', async (_, path, headers: Record<string, string>) => {
  const { publisher } = await serve();
  const socket = new WebSocket(`${publisher.url}${path}`, { headers });
  await expect(once(socket, 'open')).rejects.toThrow();
});

test('a page of this machine gets one', async () => {
  const { publisher } = await serve();
  const client = await connect(publisher.url, { origin: 'http://localhost:3000' });
  expect((await client.ask('ServicePublisher.GetServices')).header.completionCode).toBe('success');
});
