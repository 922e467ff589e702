import { expect, test } from 'vitest';
import { byDriver, byHand } from './p9.ts';

test('the slip written by hand is the very slip the driver prints', async () => {
  const [driver, hand] = [await byDriver(), await byHand()];
  expect(driver.slip).toEqual(hand.slip);
  expect(driver.slip.end).toBe('cut');
});

test('the driver needs at most a fiftieth more bytes than a hand that counts them', async () => {
  const [driver, hand] = [await byDriver(), await byHand()];
  expect(driver.bytes / hand.bytes).toBeLessThanOrEqual(1.02);
  // Nothing can be printed with fewer bytes than its text has.
  expect(hand.bytes).toBeGreaterThan(350);
});
