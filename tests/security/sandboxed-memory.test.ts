/** The memory of the browser that terminals have, its sandbox on, after a visit; the others are told in tests/privacy. */
import { describe, expect, test } from 'vitest';
import type { Shown } from '../../terminal/screen.ts';
import { textsIn, worthSearching } from '../privacy/told.ts';
import { visits } from '../privacy/visits.ts';
import { openWatchedPage } from '../privacy/watched-page.ts';
import { onKioskMachine } from './kiosk-machine.ts';
import { launchSandboxed } from './sandboxed-chromium.ts';

const { skip, title } = onKioskMachine('chromium', 'unshare', 'setpriv');

describe.skipIf(skip)(`memory${title}`, () => {
  test('nothing of a visit is left in the memory of Debian’s Chromium', async () => {
    const [registration] = visits;
    if (!registration) throw new Error('nobody visits');
    const glass = await openWatchedPage(launchSandboxed);
    try {
      const before = await glass.heap();
      const foundIn = ({ texts }: typeof before, searched: readonly string[]) =>
        searched.filter((text) => texts.includes(text));
      let looks = 0;
      await registration.go(glass, async () => {
        looks += 1;
        const standing = worthSearching(textsIn(glass.kiosk.shown()), before.texts);
        expect(foundIn(await glass.heap(), standing)).toEqual(standing);
      });
      expect(looks).toBeGreaterThan(0);

      const heard = glass.heard.map((it) => JSON.parse(it) as Shown);
      const now = textsIn(glass.kiosk.shown());
      const told = worthSearching([...textsIn(heard), ...glass.seen], [before.texts, ...now].join('\n'));
      expect(told.length).toBeGreaterThan(0);
      // A browser keeps for an instant what was touched last.
      await expect.poll(async () => foundIn(await glass.heap(), told), { timeout: 20_000 }).toEqual([]);
    } finally {
      await glass.close();
    }
  });
});
