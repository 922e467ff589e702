import { expect, test } from 'vitest';
import { openKiosk } from '../../kiosk.ts';
import { lastOrder, leave, ordersOf, personAt, standAt, tileOf, untilShown, visit } from '../machine/hands.ts';

const reports = { errand: 'report', person: personAt(4) } as const;

test('no paper for slips: refused before any money, and the menu says why until there is some', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await visit(stand, { errand: 'registration' }, ['confirmAppointment']);
  kiosk.world.printer.set({ paperLeft: 0 });
  await stand.clock.advance(500);
  kiosk.tap({ kind: 'confirm' });
  expect(await kiosk.until('trouble')).toEqual({
    name: 'trouble',
    trouble: 'paperOut',
    money: { money: 'untouched' },
    reference: expect.stringMatching(/^T-001-/),
    take: ['idCard'],
  });
  expect(ordersOf(stand.journal)).toEqual([]);
  expect(stand.hospital.ledgers.payments()).toEqual([]);
  expect(stand.hospital.ledgers.locks()).toEqual([]);

  await leave(stand);
  for (const errand of ['registration', 'collection', 'payment', 'refund', 'reprint', 'card'] as const) {
    expect(tileOf(stand, errand)).toEqual({ errand, open: false, why: 'paperOut' });
  }
  // Reports are their own paper, and prices are read on the screen.
  expect(tileOf(stand, 'report')).toEqual({ errand: 'report', open: true });
  expect(tileOf(stand, 'records')).toEqual({ errand: 'records', open: true });
  kiosk.world.printer.set({ paperLeft: 80_000 });
  await stand.clock.advance(2000);
  expect(tileOf(stand, 'registration')).toEqual({ errand: 'registration', open: true });
});

test('no sheets for reports: the tile says so, and nothing is held', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await visit(stand, reports, ['chooseSome']);
  stand.shelf.reportPrinter.set({ sheets: 0 });
  await stand.clock.advance(40_000);
  const trouble = await visit(stand, reports, ['trouble']);
  expect(trouble).toMatchObject({ trouble: 'paperOut', money: { money: 'untouched' } });
  expect(ordersOf(stand.journal)).toEqual([]);
  expect(stand.hospital.ledgers.pages()).toEqual({ reserved: 0, printed: 0, returned: 0 });
  await leave(stand);
  expect(tileOf(stand, 'report')).toEqual({ errand: 'report', open: false, why: 'reportPaperOut' });
  stand.shelf.reportPrinter.set({ sheets: 250 });
  await stand.clock.advance(60_000);
  expect(tileOf(stand, 'report')).toEqual({ errand: 'report', open: true });
});

test('paper that ends in a refund keeps nobody from their money', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await visit(stand, { errand: 'refund' }, ['review']);
  kiosk.tap({ kind: 'choose', id: 'refund' });
  await untilShown(stand, 'working');
  kiosk.world.printer.set({ paperLeft: 20 });
  const farewell = await untilShown(stand, 'farewell');
  expect(farewell).toMatchObject({ done: 'refunded', slip: { printed: false, fault: 'paperOut' } });
  expect(lastOrder(stand.journal)).toMatchObject({ state: 'refunded', refund: 'arrived', slip: 'kept' });
});
