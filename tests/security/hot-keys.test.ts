/**
 * No key leads out of the page: the deployed session and its browser, the deployed policy, the built page, and a keyboard at
 * an X display before them. A browser that nobody manages, with a page that keeps no key from it, shows what they are for.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { escapesBy, fillGlass, hotKeys, touch } from './hot-keys.ts';
import { onKioskMachine } from './kiosk-machine.ts';
import { type KioskStand, openKioskStand, type Place } from './kiosk-stand.ts';
import { openXDisplay, type XDisplay } from './x-display.ts';

const { skip, title } = onKioskMachine('chromium', 'Xvfb', 'xdotool', 'cage', 'unshare', 'setpriv');

describe.skipIf(skip)(`hot keys${title}`, () => {
  let display: XDisplay;
  let stand: KioskStand | undefined;
  beforeEach(async () => {
    display = await openXDisplay();
  });
  afterEach(async () => {
    await stand?.close();
    stand = undefined;
    await display.close();
  });

  async function standing(place: Omit<Place, 'display'> = {}): Promise<KioskStand> {
    // Where the session brings a compositor, that one draws on the display.
    const nested = { WLR_BACKENDS: 'x11', WLR_RENDERER: 'pixman' };
    stand = await openKioskStand({ display: { ...display.variables, ...nested }, ...place });
    await fillGlass(display);
    return stand;
  }

  test.each([
    ['in the session, under its compositor', { script: 'kiosk-session' }],
    ['on a display where a new window is seen', { script: 'browser' }],
  ] as const)('no key and no mouse leads out of the page, %s', async (_, place) => {
    const it = await standing(place);
    const windows = await display.windows();
    expect(await escapesBy(hotKeys, it, display)).toEqual([]);
    expect(it.kiosk.shown().screen.name).toBe('attract');
    await touch(display);
    await expect.poll(() => it.kiosk.shown().screen.name).toBe('menu');
    expect(it.lines()).toEqual({ opened: 1, open: 1 });
    expect(await display.windows()).toHaveLength(windows.length);
  });

  test('without policy and guard they do: the page is enlarged, and a window opened', async () => {
    const it = await standing({ unguarded: true });
    const press = (key: string) => display.hands('key', key);
    const zooms = () => it.noticed.filter((one) => 'zoom' in one).map(({ zoom }) => zoom);
    const [zoom = 0] = zooms();
    await press('ctrl+plus');
    await expect.poll(() => zooms().at(-1), { timeout: 20_000 }).toBeGreaterThan(zoom);
    await press('ctrl+n');
    await expect.poll(display.windows, { timeout: 20_000 }).toHaveLength(2);
  });
});
