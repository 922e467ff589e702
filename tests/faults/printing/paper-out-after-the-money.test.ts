import { expect, test } from 'vitest';
import { openKiosk } from '../../kiosk.ts';
import { entries, lastOrder, leave, openEnds, openMachine, standAt, visit } from '../machine/hands.ts';

/** The text of a slip, line by line. */
const textOf = (slips: readonly object[]) => JSON.stringify(slips);

test('the number stands, the slip is kept, and another terminal prints it', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await visit(stand, { errand: 'registration', pays: false }, ['pay']);
  kiosk.world.printer.set({ paperLeft: 20 });
  const farewell = await visit(stand, { errand: 'registration' }, ['farewell']);
  const { order } = lastOrder(stand.journal);
  expect(farewell).toMatchObject({
    done: 'registered',
    orderNumber: order,
    slip: { printed: false, fault: 'paperOut' },
    take: ['idCard'],
  });
  await leave(stand);
  expect(await openEnds(stand)).toEqual([]);
  expect(lastOrder(stand.journal)).toMatchObject({ state: 'fulfilled', slip: 'kept' });
  expect(stand.hospital.ledgers.registrations()).toHaveLength(1);
  expect(kiosk.world.printer.state().slips).toEqual([]);

  const neighbour = await openMachine(stand);
  const printed = await visit(neighbour, { errand: 'reprint', choose: [order] }, ['farewell']);
  expect(printed).toMatchObject({
    done: 'slipPrinted',
    orderNumber: order,
    queueNumber: farewell.queueNumber,
    slip: { printed: true },
  });
  const slips = neighbour.shelf.receiptPrinter.take();
  expect(slips).toHaveLength(1);
  expect(textOf(slips)).toContain(order);
  expect(textOf(slips)).toContain(farewell.queueNumber);
  expect(entries(neighbour.journal)).toContainEqual(
    expect.objectContaining({ kind: 'slip.reprinted', reference: order }),
  );
  expect(stand.hospital.ledgers.registrations()).toHaveLength(1);
  await leave(neighbour);
  expect(await openEnds(stand, neighbour)).toEqual([]);
});

test('printed at the same terminal when there is paper again, it is no longer kept', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await visit(stand, { errand: 'payment', pays: false }, ['pay']);
  kiosk.world.printer.set({ paperLeft: 20 });
  await visit(stand, { errand: 'payment' }, ['farewell']);
  await leave(stand);
  expect(lastOrder(stand.journal).slip).toBe('kept');
  kiosk.world.printer.set({ paperLeft: 80_000 });
  await stand.clock.advance(5000);
  const { order } = lastOrder(stand.journal);
  expect(await visit(stand, { errand: 'reprint', choose: [order] }, ['farewell'])).toMatchObject({
    done: 'slipPrinted',
  });
  expect(lastOrder(stand.journal).slip).toBe('printed');
});

test('a cover opened while the slip is printed: kept, with that reason', async () => {
  const kiosk = await openKiosk();
  const { orderNumber } = await kiosk.toPayment();
  kiosk.world.hospital.controls.pay(orderNumber);
  await kiosk.until('printing');
  kiosk.world.printer.set({ cover: 'open' });
  expect(await kiosk.until('farewell')).toMatchObject({ slip: { printed: false, fault: 'coverOpen' } });
  expect(kiosk.order()).toMatchObject({ state: 'fulfilled', slip: 'kept' });
});
