/** A keyboard that somebody plugs in types nothing: udev's rules engine, the deployed rules, a mocked bus. */
import { describe, expect, test } from 'vitest';
import { onKioskMachine } from './kiosk-machine.ts';
import { type Plugged, plugIn } from './usb.ts';

const { skip, title } = onKioskMachine('udevadm', 'umockdev-run', 'unshare');

/** The keys of a keyboard for computers, and those of a remote control for slides. */
const allKeys = '1000000000007 ff9f207ac14057ff febeffdfffefffff fffffffffffffffe';
const fewKeys = '10000000000000 0 0 0';
/** BTN_TOUCH, and the axes of fingers. */
const touchKey = '400 0 0 0 0 0';
const touchAxes = '260800000000003';
const direct = '2';

const maker = { vendor: '1c4f', product: '0002' };
const keyboard: Plugged = { ...maker, protocol: '01', keys: allKeys };

describe.skipIf(skip)(`keyboards on USB${title}`, () => {
  test.each<[what: string, Plugged, expected: { authorized: boolean; ignored: boolean }]>([
    ['a keyboard has no driver and no listener', keyboard, { authorized: false, ignored: true }],
    [
      'what types without calling itself a keyboard has no listener',
      { ...maker, protocol: '00', keys: allKeys },
      { authorized: true, ignored: true },
    ],
    [
      'a remote control with a few keys has none either',
      { ...maker, protocol: '00', keys: fewKeys },
      { authorized: true, ignored: true },
    ],
    [
      'a touch screen that types like a keyboard is none',
      { ...maker, protocol: '00', keys: allKeys, axes: touchAxes, properties: direct },
      { authorized: true, ignored: true },
    ],
    [
      'a keyboard over Bluetooth has no listener',
      { ...maker, protocol: '00', keys: allKeys, bus: '0005' },
      { authorized: true, ignored: true },
    ],
    [
      'the touch screen goes on',
      { ...maker, protocol: '00', keys: touchKey, axes: touchAxes, properties: direct },
      { authorized: true, ignored: false },
    ],
    [
      'the socket on the board inside the locked cabinet is not USB',
      { ...maker, protocol: '00', keys: allKeys, bus: '0011' },
      { authorized: true, ignored: false },
    ],
  ])('plugged in: %s', async (_, plugged, expected) => {
    expect(await plugIn(plugged)).toMatchObject(expected);
  });

  const allow = (vendor: string, product: string) =>
    `ATTRS{idVendor}=="${vendor}", ATTRS{idProduct}=="${product}", ENV{HOSPITAL_KIOSK_KEYBOARD}="allowed"\n`;

  test('one on the hospital’s list types; another model of its maker does not', async () => {
    expect(await plugIn(keyboard, allow('1c4f', '0002'))).toMatchObject({
      authorized: true,
      ignored: false,
      kinds: expect.arrayContaining(['KEYBOARD', 'KEY']),
    });
    expect(await plugIn(keyboard, allow('1c4f', '0003'))).toMatchObject({ authorized: false, ignored: true });
  });

  test('udev finds nothing to say against the rules', async () => {
    const { complaints } = await plugIn(keyboard);
    expect(complaints).toEqual([]);
  });
});
