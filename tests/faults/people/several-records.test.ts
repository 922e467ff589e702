import { expect, test } from 'vitest';
import { openKiosk, whose } from '../../kiosk.ts';
import { openEnds } from '../money/open-ends.ts';

const person = whose('罗思齐');

test('one of two records is chosen, masked, and what is bought goes onto it', async () => {
  const kiosk = await openKiosk();
  kiosk.comeFor('registration', person);
  const { what, choices } = await kiosk.until('chooseOne');
  expect(what).toBe('record');
  expect(choices.map(({ title }) => title)).toEqual([{ plain: '罗*齐' }, { plain: '罗*齐' }]);
  const second = choices[1]?.id ?? '';
  kiosk.pick(second);
  await kiosk.world.clock.runUntil(() => JSON.stringify(kiosk.shown().screen).includes('"day"'), 10_000);
  await kiosk.chooseDay();
  await kiosk.choose();
  kiosk.tap({ kind: 'confirm' });
  await kiosk.until('pay');
  kiosk.pay();
  await kiosk.until('farewell');
  await kiosk.quiet();
  expect(kiosk.world.hospital.ledgers.registrations()).toMatchObject([{ recordId: second }]);
  expect(kiosk.order()).toMatchObject({ recordId: second, state: 'fulfilled' });
  expect(openEnds(kiosk)).toEqual([]);
});

test('a record that is not in the list is not taken', async () => {
  const kiosk = await openKiosk();
  kiosk.comeFor('registration', person);
  await kiosk.until('chooseOne');
  kiosk.pick('R900001');
  expect(kiosk.log).toContainEqual({ event: 'tap.dropped', why: 'notOffered' });
  expect(kiosk.shown().screen).toMatchObject({ name: 'chooseOne', what: 'record' });
});

test('one of them blocked: the other one is taken without a question', async () => {
  const kiosk = await openKiosk();
  kiosk.world.hospital.controls.blockPatient('R900013');
  kiosk.comeFor('registration', person);
  expect(await kiosk.until('chooseOne')).toMatchObject({ what: 'day', patient: '罗*齐' });
});
