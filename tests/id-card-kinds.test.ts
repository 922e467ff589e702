import { expect, test } from 'vitest';
import type { IdCard } from '../device-drivers/contract/id-card-reader.ts';
import { checkDigit } from '../terminal/identity/id-number.ts';
import { openKiosk } from './kiosk.ts';

// Invented people, whom the virtual hospital has never seen.
const permit: IdCard = {
  kind: 'residencePermit',
  name: '陳示例',
  sex: 'female',
  birth: '19880612',
  address: '江苏省南京市示例区虚构路8号',
  number: `81000019880612990${checkDigit('81000019880612990')}`,
  authority: '南京市公安局示例分局',
  validFrom: '20200101',
  validTo: '20300101',
  passNumber: 'H00000000',
  issueCount: '01',
};
const foreigner: IdCard = {
  kind: 'foreignerPermit',
  name: 'EXAMPLE, MARY ANN',
  sex: 'female',
  birth: '19790101',
  number: 'CAN110079010101',
  country: 'CAN',
  chineseName: '马示例',
  validFrom: '20200101',
  validTo: '20300101',
  version: '01',
  authorityCode: '1100',
};

test.each([permit, foreigner])('a $kind is read, and the hospital is asked for its holder', async (card) => {
  const kiosk = await openKiosk();
  kiosk.tap({ kind: 'begin' });
  kiosk.tap({ kind: 'errand', errand: 'registration' });
  kiosk.world.reader.put(card);
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'patientUnknown', money: { money: 'untouched' } });
});
