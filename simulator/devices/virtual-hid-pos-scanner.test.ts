import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../device-drivers/framing/hex.ts';
import { memoryHidLink } from '../../device-drivers/links/memory-hid.ts';
import { createVirtualClock } from '../world/virtual-clock.ts';
import { createVirtualHidPosScanner } from './virtual-hid-pos-scanner.ts';

// Honeywell, HID POS: the feature report that wakes, and the trigger commands.
const wake = { id: 0xfe, data: fromHex('01') };
const trigger = fromHex('03 16 54 0D');
const untrigger = fromHex('03 16 55 0D');

function bench(plan: { triggered?: boolean; sleeps?: boolean } = {}) {
  const clock = createVirtualClock(0);
  const device = createVirtualHidPosScanner({ clock, chance: () => 0.5, ...plan });
  const connect = () => {
    const [host, far] = memoryHidLink(device);
    host.onInput((report) => reports.push(toHex(report)));
    host.onClose(() => reports.push('closed'));
    device.attach(far);
    return host;
  };
  let reports: string[] = [];
  let host = connect();
  const heard = async (time = 500) => {
    await clock.advance(time);
    return reports.splice(0);
  };
  const reattach = () => {
    host = connect();
    reports = [];
  };
  const wakeUp = () => host.sendFeature(wake.id, wake.data);
  const send = (data: Uint8Array) => host.sendOutput(0xfd, data);
  return { clock, device, heard, reattach, wakeUp, send };
}

const qr = { aim: ']Q1', data: '28AB0123456789' };
const qrReport = toHex(fromHex(`02 0E 5D 51 31 32 38 41 42 30 31 32 33 34 35 36 37 38 39 ${'00 '.repeat(42)}73 00 00`));

test('silent until woken, and until triggered; then one report for a code, once', async () => {
  const { device, heard, wakeUp, send } = bench();
  device.show(qr);
  send(trigger);
  expect(await heard()).toEqual([]);
  expect(await wakeUp()).toEqual({ ok: true });
  expect(await heard()).toEqual([]);
  send(trigger);
  expect(await heard(100)).toEqual([]);
  expect(await heard(50)).toEqual([qrReport]);
  expect(device.state()).toMatchObject({ looking: false, awake: true });
  expect(await heard(60_000)).toEqual([]);
});

test('it stops when told to, and by itself after half a minute', async () => {
  const { clock, device, heard, wakeUp, send } = bench();
  await wakeUp();
  send(trigger);
  await clock.advance(1);
  expect(device.state().looking).toBe(true);
  send(untrigger);
  await clock.advance(1);
  device.show(qr);
  expect(await heard()).toEqual([]);
  device.hide();
  send(trigger);
  await clock.advance(30_001);
  expect(device.state().looking).toBe(false);
});

test('attached anew it sleeps again, what is held before it is still there', async () => {
  const { device, heard, reattach, wakeUp, send } = bench();
  await wakeUp();
  device.show(qr);
  reattach();
  expect(await heard()).toEqual(['closed']);
  expect(device.state()).toMatchObject({ awake: false, connected: true, shown: qr });
  await wakeUp();
  send(trigger);
  expect(await heard()).toEqual([qrReport]);
});

test('one that looks always sends a code once for every showing', async () => {
  const { device, heard } = bench({ triggered: false, sleeps: false });
  device.show(qr);
  expect(await heard(10_000)).toEqual([qrReport]);
  device.hide();
  device.show(qr);
  device.hide();
  expect(await heard()).toEqual([]);
  device.show(qr);
  expect(await heard()).toEqual([qrReport]);
});

test('its faults', async () => {
  const { device, heard, wakeUp } = bench({ triggered: false });
  device.failNext('wakeRefused');
  expect(await wakeUp()).toEqual({ ok: false, fault: 'protocolError' });
  await wakeUp();
  const shown = async () => {
    device.show(qr);
    return heard();
  };
  device.failNext('badDecode');
  expect((await shown())[0]?.slice(15, 56)).toBe('32 38 41 42 30 31 32 00 34 35 36 37 38 39');
  device.failNext('doubleScan');
  expect(await shown()).toEqual([qrReport, qrReport]);
  device.failNext('silent');
  expect(await shown()).toEqual([]);
  device.failNext('junk');
  expect((await shown()).map((report) => report.slice(0, 5))).toEqual(['02 FF', '02 0E']);
  device.failNext('late');
  expect(await shown()).toEqual([]);
  expect(await heard(5_000)).toEqual([qrReport]);
  device.failUntilCleared('unplugged');
  expect(device.state().faults).toEqual(['unplugged']);
  device.show({ aim: ']Q1', data: 'x'.repeat(200) });
  const half = await heard();
  expect(half.map((report) => (report === 'closed' ? report : report.slice(0, 5)))).toEqual([
    '02 38',
    '02 38',
    'closed',
  ]);
  expect(device.state().connected).toBe(false);
});
