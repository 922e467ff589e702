import { expect, test } from 'vitest';
import { usualPolicy } from '../../../seeds/clinic.ts';
import { demonstrationHospital } from '../../../seeds/hospital.ts';
import { openKiosk } from '../../kiosk.ts';
import { leave, openEnds, openMachine, ordersOf, personAt, standAt, visit } from '../machine/hands.ts';

const hospital = { ...demonstrationHospital, policy: { ...usualPolicy, reportPagesQuota: 3 } };
const plan = { errand: 'report', person: personAt(4) } as const;
const scan = 'T90000501';

test('pages printed at one terminal count at every other', async () => {
  const kiosk = await openKiosk({ hospital });
  const stand = standAt(kiosk);
  const neighbour = await openMachine(stand);
  await visit(stand, { ...plan, choose: [scan] }, ['farewell']);
  await leave(stand);
  const all = { ...plan, choose: ['T90000502', 'T90000503'] };
  const list = await visit(neighbour, plan, ['chooseSome']);
  expect(list.choices.filter(({ open }) => open).map(({ id }) => id)).toEqual(['T90000502', 'T90000503']);
  // Each fits, both do not.
  const trouble = await visit(neighbour, all, ['trouble']);
  expect(trouble).toMatchObject({ trouble: 'quotaUsed', money: { money: 'untouched' } });
  await leave(neighbour);
  await visit(neighbour, { ...plan, choose: ['T90000502'] }, ['farewell']);
  await leave(neighbour);
  const full = await visit(neighbour, plan, ['chooseSome']);
  expect(full.choices.find(({ id }) => id === 'T90000503')).toMatchObject({ mark: 'quotaUsed', open: false });
  expect(await openEnds(stand, neighbour)).toEqual([]);
  expect(stand.hospital.ledgers.pages()).toEqual({ reserved: 3, printed: 3, returned: 0 });
});

test('chosen at two terminals at once, one prints and the other says why not', async () => {
  const kiosk = await openKiosk({ hospital });
  const stand = standAt(kiosk);
  const neighbour = await openMachine(stand);
  await visit(stand, plan, ['chooseSome']);
  await visit(neighbour, plan, ['chooseSome']);
  await visit(stand, { ...plan, choose: [scan] }, ['printing']);
  const trouble = await visit(neighbour, { ...plan, choose: ['T90000502', 'T90000503'] }, ['trouble']);
  expect(trouble).toMatchObject({ trouble: 'quotaUsed', money: { money: 'untouched' } });
  expect(ordersOf(neighbour.journal)).toMatchObject([{ state: 'closed' }]);
  await visit(stand, plan, ['farewell']);
  expect(await openEnds(stand, neighbour)).toEqual([]);
  expect(stand.hospital.ledgers.pages()).toEqual({ reserved: 2, printed: 2, returned: 0 });
});
