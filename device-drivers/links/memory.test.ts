import { expect, test } from 'vitest';
import { toHex } from '../framing/hex.ts';
import { memoryLink } from './memory.ts';

/** Everything queued so far has run. */
const settled = async () => {
  for (let i = 0; i < 5; i++) await Promise.resolve();
};

test('what one end writes the other hears, in order, never in the same call', async () => {
  const [host, device] = memoryLink();
  const heard: string[] = [];
  device.onData((chunk) => heard.push(toHex(chunk)));
  const bytes = Uint8Array.of(1);
  host.write(bytes);
  bytes[0] = 9;
  host.write(Uint8Array.of(2));
  expect(heard).toEqual([]);
  await settled();
  expect(heard).toEqual(['01', '02']);
});

test('what is written before anyone listens is kept', async () => {
  const [host, device] = memoryLink();
  host.write(Uint8Array.of(7));
  await settled();
  const heard: string[] = [];
  host.write(Uint8Array.of(8));
  device.onData((chunk) => heard.push(toHex(chunk)));
  host.write(Uint8Array.of(9));
  await settled();
  expect(heard).toEqual(['07', '08', '09']);
});

test('closing one end closes the other, once, after what was written before', async () => {
  const [host, device] = memoryLink();
  const events: string[] = [];
  host.onData((chunk) => events.push(toHex(chunk)));
  host.onClose((reason) => events.push(`host: ${reason}`));
  device.onClose((reason) => events.push(`device: ${reason}`));
  device.write(Uint8Array.of(5));
  device.close();
  device.write(Uint8Array.of(6));
  host.close();
  await settled();
  expect(events).toEqual(['05', 'device: closed', 'host: the other end closed the line']);
});

test('who asks later is still told that the line closed', async () => {
  const [host, device] = memoryLink();
  host.close();
  await settled();
  const reasons: string[] = [];
  device.onClose((reason) => reasons.push(reason));
  await settled();
  expect(reasons).toEqual(['the other end closed the line']);
});
