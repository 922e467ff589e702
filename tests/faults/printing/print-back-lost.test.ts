import { expect, test } from 'vitest';
import { openKiosk } from '../../kiosk.ts';
import { lastOrder, leave, openEnds, personAt, standAt, visit } from '../machine/hands.ts';

const plan = { errand: 'report', person: personAt(4), choose: ['T90000501', 'T90000502'] } as const;

test.each([
  ['the answer to the print-back is lost', 'lostReply'],
  ['the print-back never arrives', 'lostRequest'],
  ['the hospital says 500 although it wrote it down', 'errorAfterActing'],
  ['the print-back arrives twice', 'duplicate'],
] as const)('%s: asked about, and the pages are printed once', async (_, trouble) => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  kiosk.world.misbehaviour.failNext('confirm', trouble);
  expect(await visit(stand, plan, ['farewell'])).toMatchObject({ done: 'reportsPrinted' });
  expect(stand.shelf.reportPrinter.state().output).toHaveLength(3);
  await leave(stand);
  expect(await openEnds(stand)).toEqual([]);
  expect(lastOrder(stand.journal)).toMatchObject({ state: 'fulfilled', pages: 3 });
  expect(stand.hospital.ledgers.pages()).toEqual({ reserved: 3, printed: 3, returned: 0 });
});

test('a hospital that stays silent about it: the patient has the pages and goes, the print-back comes later', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  kiosk.world.misbehaviour.failUntilCleared('confirm', 'silent');
  kiosk.world.misbehaviour.failUntilCleared('getConfirmation', 'silent');
  const trouble = await visit(stand, plan, ['trouble']);
  expect(trouble).toMatchObject({
    trouble: 'lateConfirmation',
    money: { money: 'untouched' },
    pages: { out: 3, of: 3 },
  });
  await leave(stand);
  expect(lastOrder(stand.journal).state).toBe('fulfilling');
  kiosk.world.misbehaviour.clear();
  expect(await openEnds(stand)).toEqual([]);
  expect(lastOrder(stand.journal)).toMatchObject({ state: 'fulfilled' });
  expect(stand.hospital.ledgers.pages()).toEqual({ reserved: 3, printed: 3, returned: 0 });
});

test('pages that are out and refused at the print-back stay the patient’s, and count as printed', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  stand.hospital.controls.refuseNextConfirm('confirmationRefused');
  const trouble = await visit(stand, plan, ['trouble']);
  expect(trouble).toMatchObject({
    trouble: 'hospitalRefused',
    money: { money: 'untouched' },
    pages: { out: 3, of: 3 },
  });
  await leave(stand);
  expect(await openEnds(stand)).toEqual([]);
  expect(stand.hospital.ledgers.pages()).toEqual({ reserved: 3, printed: 3, returned: 0 });
});
