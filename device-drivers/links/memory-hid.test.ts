import { expect, test } from 'vitest';
import { fromHex, toHex } from '../framing/hex.ts';
import { memoryHidLink } from './memory-hid.ts';

/** Everything queued so far has run. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

test('reports go both ways whole and in order, never in the same call', async () => {
  const [host, device] = memoryHidLink({ descriptor: fromHex('05 8C') });
  const heard: string[] = [];
  host.onInput((report) => heard.push(`in ${toHex(report)}`));
  device.onOutput((id, data) => heard.push(`out ${id} ${toHex(data)}`));
  device.sendInput(fromHex('02 01'));
  device.sendInput(fromHex('02 02'));
  host.sendOutput(0xfd, fromHex('03 16'));
  expect(heard).toEqual([]);
  await settled();
  expect(heard.filter((it) => it.startsWith('in'))).toEqual(['in 02 01', 'in 02 02']);
  expect(heard).toContain('out 253 03 16');
  expect(host.descriptor).toEqual(fromHex('05 8C'));
});

test('features are set and got, cut to the length asked for; without any they stall', async () => {
  const taken: string[] = [];
  const [host] = memoryHidLink({
    features: {
      set: async (id, data) => {
        taken.push(`${id} ${toHex(data)}`);
        return 'taken';
      },
      get: async () => fromHex('01 02 03'),
    },
  });
  expect(await host.sendFeature(0xfe, fromHex('01'))).toEqual({ ok: true });
  expect(await host.getFeature(0, 2)).toEqual({ ok: true, data: fromHex('01 02') });
  expect(taken).toEqual(['254 01']);
  const [bare] = memoryHidLink({});
  expect(await bare.sendFeature(0xfe, fromHex('01'))).toEqual({ ok: false, fault: 'protocolError' });
  expect(await bare.getFeature(0, 2)).toEqual({ ok: false, fault: 'protocolError' });
  expect(bare.descriptor).toBeUndefined();
});

test('pulling the plug tells the host after what was sent, and ends a request that waits', async () => {
  const [host, device] = memoryHidLink({
    features: { set: () => new Promise(() => {}), get: () => new Promise(() => {}) },
  });
  const events: string[] = [];
  host.onInput((report) => events.push(toHex(report)));
  host.onClose((reason) => events.push(reason));
  const waiting = host.getFeature(0, 24);
  device.sendInput(fromHex('07'));
  device.close();
  await settled();
  host.sendOutput(0, fromHex('01'));
  expect(events).toEqual(['07', 'the other end closed the line']);
  expect(await waiting).toEqual({ ok: false, fault: 'offline' });
  expect(await host.sendFeature(0, fromHex('00'))).toEqual({ ok: false, fault: 'offline' });
});
