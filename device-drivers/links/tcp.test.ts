/** Real sockets on this machine's own address, so real time: every wait is for a condition. */
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { slipText } from '../../simulator/devices/paper.ts';
import { createVirtualReceiptPrinter } from '../../simulator/devices/virtual-receipt-printer.ts';
import type { Clock } from '../contract/clock.ts';
import type { DeviceEvent } from '../contract/device-event.ts';
import { createReceiptPrinter } from '../receipt-printer/driver.ts';
import { parseAddress } from './address.ts';
import { type Link, LinkError, type OpenLink } from './link.ts';
import { connectTrouble } from './network-advice.ts';
import { linkOver, openTcp } from './tcp.ts';

const systemClock: Clock = {
  now: () => Date.now(),
  after(delay, task) {
    const timer = setTimeout(task, delay);
    return () => clearTimeout(timer);
  },
};

const openLink: OpenLink = async (text) => {
  const address = parseAddress(text);
  if (address.scheme !== 'tcp') throw new Error(`${text} is no TCP address`);
  return openTcp(address);
};

const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 10_000, interval: 5 });

describe('over a loopback connection', { timeout: 30_000 }, () => {
  let server: Server;
  let port: number;
  let sockets: Socket[];
  let onConnect: (far: Link) => void;

  async function listen(at: number) {
    server = createServer((socket) => {
      sockets.push(socket);
      onConnect(linkOver(socket, 'the terminal'));
    });
    await new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  }
  /** As when the device is switched off. */
  async function stop() {
    const ended = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets.splice(0)) socket.destroy();
    await ended;
  }
  const address = () => `tcp:127.0.0.1:${port}`;
  async function pair() {
    const connected = Promise.withResolvers<Link>();
    onConnect = connected.resolve;
    return [await openLink(address()), await connected.promise] as const;
  }

  beforeEach(async () => {
    sockets = [];
    onConnect = () => {};
    await listen(0);
  });
  afterEach(stop);

  test('bytes of every value arrive both ways as they were sent, as plain arrays', async () => {
    const [near, far] = await pair();
    const heard = { near: [] as number[], far: [] as number[] };
    near.onData((chunk) => {
      expect(Object.getPrototypeOf(chunk)).toBe(Uint8Array.prototype);
      heard.near.push(...chunk);
    });
    far.onData((chunk) => heard.far.push(...chunk));
    const all = Uint8Array.from({ length: 256 }, (_, i) => i);
    near.write(all);
    far.write(all);
    await until(() => heard.near.length >= 256 && heard.far.length >= 256);
    expect(heard).toEqual({ near: [...all], far: [...all] });
    near.close();
  });

  test('what was said before anyone listened is heard', async () => {
    const [near, far] = await pair();
    far.write(Uint8Array.of(1, 2, 3));
    far.close();
    const heard: number[] = [];
    const reasons: string[] = [];
    near.onClose((reason) => reasons.push(reason));
    near.onData((chunk) => heard.push(...chunk));
    await until(() => reasons.length > 0);
    expect(heard).toEqual([1, 2, 3]);
    expect(reasons).toEqual(['the other end closed the connection']);
  });

  test('what was written before closing arrives; closing is told once, to late listeners too', async () => {
    const [near, far] = await pair();
    let heard = 0;
    const reasons: string[] = [];
    far.onData((chunk) => {
      heard += chunk.length;
    });
    near.onClose((reason) => reasons.push(reason));
    near.write(new Uint8Array(1 << 20));
    near.close();
    near.close();
    near.write(Uint8Array.of(1));
    await until(() => heard >= 1 << 20);
    await until(() => reasons.length > 0);
    near.onClose((reason) => reasons.push(reason));
    await until(() => reasons.length > 1);
    expect(reasons).toEqual(['closed', 'closed']);
    expect(heard).toBe(1 << 20);
  });

  test('a connection that breaks closes with the words', async () => {
    const [near] = await pair();
    const reasons: string[] = [];
    near.onClose((reason) => reasons.push(reason));
    near.onData(() => {});
    sockets[0]?.resetAndDestroy();
    await until(() => reasons.length > 0);
    expect(reasons).toEqual([expect.stringMatching(/^The connection to 127\.0\.0\.1:\d+ broke \(.*ECONNRESET.*\)\.$/)]);
  });

  test('an address where nobody listens is a LinkError with advice', async () => {
    await stop();
    const opening = openLink(address());
    await expect(opening).rejects.toThrow(LinkError);
    await expect(opening).rejects.toThrow(
      /^Cannot connect to 127\.0\.0\.1:\d+ \(.*ECONNREFUSED.*\)\. Nothing answers at this port/,
    );
    await listen(0);
  });

  test('a slip is printed and confirmed; the printer goes off, comes back, and prints the next', async () => {
    const device = createVirtualReceiptPrinter({ clock: systemClock, chance: Math.random });
    onConnect = device.attach;
    const log: DeviceEvent[] = [];
    const printer = createReceiptPrinter({
      openLink,
      address: address(),
      clock: systemClock,
      log: (event) => log.push(event),
    });
    expect(await printer.drain()).toEqual({ ok: true });
    device.take();
    expect(await printer.print([{ kind: 'text', text: '挂号凭条', size: 2 }])).toEqual({ ok: true });
    expect(device.take().map(slipText)).toEqual(['挂号凭条\n']);
    device.set({ cover: 'open' });
    await until(() => printer.status().device === 'userError');
    device.set({ cover: 'closed' });
    await until(() => printer.status().device === 'online');

    await stop();
    await until(() => printer.status().device !== 'online');
    expect(log.at(-1)).toMatchObject({ event: 'device.fault', device: 'receiptPrinter', fault: 'offline' });
    await listen(port);
    await until(() => printer.status().device === 'online');
    expect(await printer.print([{ kind: 'text', text: '缴费凭条' }])).toEqual({ ok: true });
    expect(device.take().map(slipText)).toContain('缴费凭条\n');
    printer.close();
  });
});

test.each([
  ['ECONNREFUSED', 'Nothing answers at this port'],
  ['ENOTFOUND', 'check the address'],
  ['EHOSTUNREACH', 'is its cable connected'],
  ['ETIMEDOUT', 'is it switched on'],
])('%s comes with advice and its own words', (code, advice) => {
  const error = Object.assign(new Error(`connect ${code} 10.0.0.9:9100`), { code });
  for (const thrown of [error, new AggregateError([error, error])]) {
    expect(connectTrouble('10.0.0.9:9100', thrown)).toContain(advice);
    expect(connectTrouble('10.0.0.9:9100', thrown)).toContain(code);
  }
  expect(connectTrouble('x:1', new Error('odd'))).toBe('Cannot connect to x:1 (odd).');
});
