import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../device-drivers/framing/hex.ts';
import { memoryHidLink } from '../../device-drivers/links/memory-hid.ts';
import { createVirtualClock } from '../world/virtual-clock.ts';
import { createVirtualMagtekReader } from './virtual-magtek-reader.ts';

function bench() {
  const clock = createVirtualClock(0);
  const device = createVirtualMagtekReader({ clock, chance: () => 0.5 });
  const reports: Uint8Array[] = [];
  const attach = () => {
    const [host, far] = memoryHidLink(device);
    host.onInput((report) => reports.push(report));
    device.attach(far);
    return host;
  };
  let host = attach();
  const swiped = async (stripe: Parameters<typeof device.swipe>[0], time = 500) => {
    device.swipe(stripe);
    await clock.advance(time);
    return reports.splice(0);
  };
  const ask = async (hex: string) => {
    const sent = host.sendFeature(0, fromHex(hex));
    await clock.advance(50);
    if (!(await sent).ok) return 'refused';
    const got = await host.getFeature(0, 24);
    return got.ok ? toHex(got.data.subarray(0, 2 + (got.data[1] ?? 0))) : 'refused';
  };
  return {
    clock,
    device,
    swiped,
    ask,
    reattach: () => {
      host = attach();
    },
  };
}

test('a swipe is one report of 337 bytes, and what is behind a track is left from before', async () => {
  const { swiped, device } = bench();
  const [report, ...more] = await swiped({ track1: 'B0012345678^ZHANG/SAN^99121010000000000', track2: '0012345678' });
  expect(more).toEqual([]);
  expect(report?.length).toBe(337);
  // MagTek "USB HID Swipe Reader Technical Reference", card data: table of offsets.
  expect(toHex(report?.subarray(0, 15) ?? fromHex(''))).toBe('00 00 00 29 0C 00 04 25 42 30 30 31 32 33 34');
  expect(toHex(report?.subarray(117, 131) ?? fromHex(''))).toBe('3B 30 30 31 32 33 34 35 36 37 38 3F 80 80');
  expect(device.state()).toEqual({ swipes: 1, resets: 0, connected: true, faults: [] });
});

test('worn tracks, error bits, an empty card', async () => {
  const { swiped, device } = bench();
  const head = (reports: readonly Uint8Array[]) => toHex(reports[0]?.subarray(0, 7) ?? fromHex(''));
  expect(head(await swiped({ track2: '1', track3: '2', worn: [3] }))).toBe('00 00 01 00 03 00 04');
  device.failNext('errorBits');
  expect(head(await swiped({ track1: 'A', track2: '1' }))).toBe('01 01 00 00 00 00 04');
  expect(head(await swiped({}))).toBe('00 00 00 00 00 00 03');
});

test('properties are got and set, and survive a new link; the software id cannot be set', async () => {
  const { ask, reattach } = bench();
  expect(await ask('00 01 04')).toBe('00 01 95');
  expect(await ask('01 02 04 81')).toBe('00 00');
  reattach();
  expect(await ask('00 01 04')).toBe('00 01 81');
  expect(await ask('01 02 00 41')).toBe('02 00');
  expect(await ask('09 00')).toBe('02 00');
  expect((await ask('00 01 00')).length).toBeGreaterThan(8);
});

test('its faults', async () => {
  const { device, swiped, ask } = bench();
  device.failNext('doubleSwipe');
  expect(await swiped({ track2: '1' })).toHaveLength(2);
  device.failNext('junk');
  expect((await swiped({ track2: '1' })).map(({ length }) => length)).toEqual([40, 337]);
  device.failNext('late');
  expect(await swiped({ track2: '1' })).toEqual([]);
  expect(await swiped({}, 5_500)).toHaveLength(2);
  device.failNext('failure');
  expect(await ask('02 00')).toBe('00 00');
  expect(await ask('00 01 00')).toBe('01 00');
  device.failNext('unplugged');
  expect(await swiped({ track2: '1' })).toEqual([]);
  expect(device.state()).toMatchObject({ connected: false, resets: 1 });
});
