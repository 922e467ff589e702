/** What a scanner reads goes to the terminal, never to the browser: nobody types with a QR code. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseAddress } from '../../device-drivers/links/address.ts';
import { openWatchedPage, type WatchedPage } from '../privacy/watched-page.ts';

let glass: WatchedPage;
beforeAll(async () => {
  glass = await openWatchedPage();
}, 120_000);
afterAll(() => glass?.close());

test('the page hears no key while codes are read', async () => {
  const { kiosk, page, press, until } = glass;
  await page.evaluate(() => {
    document.documentElement.dataset.heard = '';
    const hear = (event: Event) => {
      document.documentElement.dataset.heard += ` ${event.type}`;
    };
    for (const kind of ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'paste', 'compositionstart'])
      addEventListener(kind, hear, true);
  });
  const heard = () => page.evaluate(() => document.documentElement.dataset.heard?.trim());

  await press('.begin');
  await until('menu');
  await press('.errand-tile', 2);
  for (const code of ['https://example.invalid/', '\u0010\r\n\t\u001b[2J', '3'.repeat(18)]) {
    await until('presentCredential');
    kiosk.scan(code);
    await kiosk.world.clock.advance(4_000);
    kiosk.world.shelf.barcodeScanner.hide();
  }
  // The terminal has heard them: the last looked like one of the hospital's, which knows it not.
  expect(kiosk.shown().screen).toMatchObject({ name: 'trouble', trouble: 'codeUnusable' });
  expect(await heard()).toBe('');

  // That it would have: a key is a key.
  await page.keyboard.press('q');
  expect(await heard()).toBe('keydown keyup');
});

test.each(['evdev:/dev/input/event3', 'keyboard:0c2e:0b81', '/dev/input/event3'])(
  '%s is no address: there is no way to put a scanner in that types',
  (address) => {
    expect(() => parseAddress(address)).toThrow(address);
  },
);
