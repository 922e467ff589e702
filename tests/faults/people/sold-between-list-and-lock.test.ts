import { expect, test } from 'vitest';
import { openKiosk } from '../../kiosk.ts';
import { openEnds } from '../money/open-ends.ts';

test('sold to somebody else while the summary was read: said before any money', async () => {
  const kiosk = await openKiosk();
  await kiosk.identify();
  const { appointment } = await kiosk.choose();
  for (const { slotId, left } of kiosk.world.hospital.ledgers.slots()) {
    kiosk.world.hospital.controls.sellElsewhere(slotId, left);
  }
  kiosk.tap({ kind: 'confirm' });
  expect(appointment.price).toBeGreaterThan(0);
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'slotTaken', money: { money: 'untouched' } });
  await kiosk.quiet();
  expect(kiosk.orders()).toMatchObject([{ state: 'closed', refusal: 'slotTaken' }]);
  expect(kiosk.world.hospital.ledgers.payments()).toEqual([]);
  expect(openEnds(kiosk)).toEqual([]);
});

test('sold to somebody else before it was chosen: the list said so too late, the summary is never shown', async () => {
  const kiosk = await openKiosk();
  await kiosk.identify();
  const { departments } = await kiosk.until('chooseDepartment');
  kiosk.pick(departments[2]?.id ?? '');
  const { doctors } = await kiosk.until('chooseDoctor');
  kiosk.pick(doctors.find(({ left }) => left > 0)?.id ?? '');
  const { periods } = await kiosk.until('choosePeriod');
  const slot = periods.find(({ left }) => left > 0);
  kiosk.world.hospital.controls.sellElsewhere(slot?.id ?? '', slot?.left ?? 0);
  kiosk.pick(slot?.id ?? '');
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'slotTaken', money: { money: 'untouched' } });
  expect(kiosk.orders()).toEqual([]);
  expect(openEnds(kiosk)).toEqual([]);
});
