import { expect, test } from 'vitest';
import { cityPeople, people } from '../../../seeds/people.ts';
import { createCity } from '../../../simulator/hospital/city.ts';
import { openKiosk, whose } from '../../kiosk.ts';
import { openEnds } from '../money/open-ends.ts';
import { openBranch } from './two-hospitals.ts';

const cardOf = (name: string) => people[whose(name)]?.cards.hospitalCard ?? '';

test.each(['hospital', 'stripe'] as const)(
  'a card reported lost, shown by %s: refused, whoever found it',
  async (by) => {
    const kiosk = await openKiosk();
    kiosk.begin('registration');
    await kiosk.until('presentCredential');
    kiosk.present(whose('蒋雨桐'), by);
    expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'cardLost', money: { money: 'untouched' } });
    expect(kiosk.orders()).toEqual([]);
    expect(openEnds(kiosk)).toEqual([]);
  },
);

test('its owner is served by the ID card', async () => {
  const kiosk = await openKiosk();
  kiosk.comeFor('registration', whose('蒋雨桐'));
  expect(await kiosk.until('chooseOne')).toMatchObject({ what: 'day', patient: '蒋*桐' });
});

test('reported lost at one hospital, refused at another', async () => {
  const city = createCity(cityPeople);
  const a = await openBranch(city, 'a');
  const b = await openBranch(city, 'b');
  b.kiosk.comeFor('payment', whose('薛长河'), 'hospital');
  expect(await b.kiosk.until('trouble')).toMatchObject({ trouble: 'noBills' });
  await b.kiosk.leave();
  a.hospital.controls.reportCardLost(cardOf('薛长河'));
  b.kiosk.comeFor('payment', whose('薛长河'), 'hospital');
  expect(await b.kiosk.until('trouble')).toMatchObject({ trouble: 'cardLost', money: { money: 'untouched' } });
});

test('a virtual card reported lost is refused, and the other codes of the phone serve', async () => {
  const city = createCity(cityPeople);
  const { kiosk } = await openBranch(city, 'a');
  city.reportVirtualCardLost(people[whose('薛长河')]?.card.number ?? '');
  kiosk.comeFor('payment', whose('薛长河'), 'virtualCard');
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'cardLost' });
  await kiosk.leave();
  kiosk.comeFor('payment', whose('薛长河'), 'eHealthCard');
  // This hospital has no record of them, and this code makes none.
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'patientUnknown' });
});

test.each(['idCard', 'hospital', 'socialSecurity', 'eHealthCard', 'eVoucher'] as const)(
  'a patient the hospital has blocked is served at the window only, shown by %s',
  async (by) => {
    const kiosk = await openKiosk();
    kiosk.comeFor('registration', whose('钱大有'), by);
    expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'patientBlocked', money: { money: 'untouched' } });
    expect(kiosk.orders()).toEqual([]);
    expect(openEnds(kiosk)).toEqual([]);
  },
);

test('blocked while the summary is read: nothing is held and nothing taken', async () => {
  const kiosk = await openKiosk();
  await kiosk.toBills();
  kiosk.world.hospital.controls.blockPatient('R900001');
  kiosk.pick('pay');
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'notAllowed', money: { money: 'untouched' } });
  await kiosk.quiet();
  expect(kiosk.orders()).toMatchObject([{ state: 'closed', refusal: 'notAllowed' }]);
  expect(openEnds(kiosk)).toEqual([]);
});

test('an e-voucher out of its minute is no voucher', async () => {
  const kiosk = await openKiosk();
  const old = kiosk.wallet.code(0, 'eVoucher', kiosk.world.clock.now() - 5 * 60_000) ?? '';
  kiosk.begin('registration');
  kiosk.scan(old);
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'codeUnusable', money: { money: 'untouched' } });
});
