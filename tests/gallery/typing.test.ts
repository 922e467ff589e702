/** The number pads, typed on with a finger. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { catalogues } from '../../kiosk-ui/texts/language.ts';
import { touch } from './finger.ts';
import { recorded } from './recorded.ts';
import { openStand, type Stand } from './stand.ts';

let stand: Stand;
beforeAll(async () => {
  stand = await openStand();
}, 60_000);
// A test that failed half-way leaves nothing to the next one.
beforeEach(() => stand.forgetTaps());
afterAll(() => stand?.close());

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await touch(stand.page, key === 'ok' ? '.number-pad .main-action' : `.key-${key}`);
}
const typedDigits = () => stand.page.locator('.digits').textContent();

test('a number is typed on the glass, told when it is short or cannot be so, and sent once it is whole', async () => {
  const hint = () => stand.page.locator('.typed-hint-matters').innerText();
  const now = await stand.show(recorded('enterNumber'));
  await press(...'32010119800307018');
  await press('ok');
  expect(await hint()).toContain(catalogues.zh.missing(1));
  await press('8');
  expect(await hint()).toContain(catalogues.zh.wrongPart.check);
  await press('ok', 'delete', 'x');
  expect(await typedDigits()).toBe('32010119800307018X');
  await press('ok');
  expect(await stand.tapped()).toEqual({ tap: { kind: 'enter', text: '32010119800307018X' }, revision: now });
  expect(stand.untaken).toEqual([]);
  await stand.show(recorded('enterNumber-phone'));
  expect(await typedDigits()).toBe('');
});

test('the service code is not shown, and is gone once it was sent', async () => {
  await stand.show(recorded('enterNumber-pin'));
  await press('4', '7', '1', '1', '0', '8');
  expect(await typedDigits()).toBe('••••••');
  await press('ok');
  expect((await stand.tapped()).tap).toEqual({ kind: 'enter', text: '471108' });
  expect(await typedDigits()).toBe('');
});
