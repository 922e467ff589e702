import { expect, test } from 'vitest';
import { openKiosk } from '../../kiosk.ts';
import { lastOrder, leave, openEnds, personAt, standAt, tileOf, untilShown, visit } from '../machine/hands.ts';

const first = { errand: 'report', person: personAt(4), choose: ['T90000501'] } as const;
const second = { errand: 'report', person: personAt(1), choose: ['T90000201'] } as const;

test('sheets put in after a visit ended for want of them print nothing of its patient', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  const { reportPrinter } = stand.shelf;
  reportPrinter.failAtPage(2, 'paperOut');
  expect(await visit(stand, first, ['trouble'])).toMatchObject({ trouble: 'pagesLeft', pages: { out: 1, of: 2 } });
  expect(reportPrinter.state().output).toHaveLength(1);
  await leave(stand);
  reportPrinter.set({ sheets: 250 });
  await stand.clock.advance(120_000);
  expect(reportPrinter.state().output).toEqual([]);
  expect(reportPrinter.state().printing).toBe(false);

  await visit(stand, second, ['farewell']);
  const { order } = lastOrder(stand.journal);
  const out = reportPrinter.take();
  expect(out).toHaveLength(1);
  expect(out.every(({ jobName }) => jobName.startsWith(order))).toBe(true);
  await leave(stand);
  expect(await openEnds(stand)).toEqual([]);
  expect(stand.hospital.ledgers.pages()).toEqual({ reserved: 3, printed: 2, returned: 1 });
});

test('a printer switched off in the middle and on again is emptied before its tile opens for anybody', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  const { reportPrinter } = stand.shelf;
  reportPrinter.failAtPage(1, 'powerOff');
  expect(await visit(stand, first, ['trouble'])).toMatchObject({
    money: { money: 'untouched' },
    pages: { out: 0, of: 2 },
  });
  await leave(stand);
  expect(tileOf(stand, 'report')).toEqual({ errand: 'report', open: false, why: 'reportPrinterDown' });
  // It has kept its job, and prints on until it is told not to.
  reportPrinter.set({ power: 'on' });
  await stand.clock.runUntil(() => tileOf(stand, 'report')?.open === true, 120_000);
  expect(tileOf(stand, 'report')).toEqual({ errand: 'report', open: true });
  expect(reportPrinter.state().jobs.filter(({ state }) => state !== 'canceled' && state !== 'completed')).toEqual([]);
  reportPrinter.take();
  await visit(stand, second, ['farewell']);
  const { order } = lastOrder(stand.journal);
  expect(reportPrinter.state().output.map(({ jobName }) => jobName)).toEqual([`${order}-1`]);
  await leave(stand);
  expect(await openEnds(stand)).toEqual([]);
});

test('what was printing when the terminal’s power went is gone before the next welcome', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  const { reportPrinter } = stand.shelf;
  await visit(stand, first, ['printing']);
  reportPrinter.set({ sheets: 0 });
  await stand.clock.advance(100);
  kiosk.world.cutPower();
  kiosk.world.powerOn();
  await untilShown(stand, 'attract');
  expect(reportPrinter.state().jobs.filter(({ state }) => state !== 'canceled' && state !== 'completed')).toEqual([]);
  reportPrinter.take();
  reportPrinter.set({ sheets: 250 });
  await stand.clock.advance(120_000);
  expect(reportPrinter.state().output).toEqual([]);
  expect(await openEnds(stand)).toEqual([]);
});

test('nor does half a slip come out in front of the next patient', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await visit(stand, { errand: 'payment' }, ['printing']);
  kiosk.world.cutPower();
  await stand.clock.advance(5000);
  kiosk.world.powerOn();
  await untilShown(stand, 'attract');
  expect(lastOrder(stand.journal)).toMatchObject({ state: 'fulfilled', slip: 'kept' });
  kiosk.world.printer.take();
  await stand.clock.advance(60_000);
  expect(kiosk.world.printer.state().slips).toEqual([]);
});
