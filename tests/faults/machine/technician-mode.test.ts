import { expect, test } from 'vitest';
import { plain } from '../../../terminal/screen/modes.ts';
import { openKiosk } from '../../kiosk.ts';
import { entries, leave, openEnds, standAt, tileOf, untilShown, visit } from './hands.ts';
import { enterAsTechnician, technician, technicianCounts } from './technician.ts';

const withTechnician = { config: { technician } };
const technicianEntries = (stand: ReturnType<typeof standAt>) =>
  entries(stand.journal).filter(({ kind }) => kind.startsWith('technician') || kind === 'service.changed');

test('a technician who walks away is taken to have left', async () => {
  const kiosk = await openKiosk(withTechnician);
  const stand = standAt(kiosk);
  await enterAsTechnician(stand);
  await stand.clock.advance(179_000);
  expect(stand.shown?.screen.name).toBe('technician');
  await stand.clock.advance(2000);
  expect(stand.shown?.screen.name).toBe('attract');
  expect(technicianEntries(stand)).toEqual([
    { kind: 'technician.entered' },
    { kind: 'technician.left', timedOut: true },
  ]);
  // And it was no visit.
  expect(entries(stand.journal).filter(({ kind }) => kind.startsWith('visit'))).toEqual([]);
});

test('the technician’s page is in none of a visit’s modes', async () => {
  const kiosk = await openKiosk(withTechnician);
  const stand = standAt(kiosk);
  stand.tap({ kind: 'mode', mode: 'elder', on: true });
  expect(stand.shown?.surround.modes).toMatchObject({ elder: true });
  stand.tap({ kind: 'cancel' });
  await enterAsTechnician(stand);
  stand.tap({ kind: 'mode', mode: 'elder', on: true });
  expect(stand.shown?.surround.modes).toEqual(plain);
});

test('so is one who left a count half typed, and one who never got in', async () => {
  const kiosk = await openKiosk(withTechnician);
  const stand = standAt(kiosk);
  await enterAsTechnician(stand);
  stand.tap({ kind: 'choose', id: 'sheets:reportPrinter' });
  await stand.clock.advance(181_000);
  expect(stand.shown?.screen.name).toBe('attract');
  stand.tap({ kind: 'technician' });
  expect(stand.shown?.screen).toMatchObject({ name: 'enterNumber', what: 'pin' });
  await stand.clock.advance(61_000);
  expect(stand.shown?.screen.name).toBe('attract');
});

test('a refill is counted, and prints are counted from it', async () => {
  const kiosk = await openKiosk(withTechnician);
  const stand = standAt(kiosk);
  stand.shelf.reportPrinter.set({ sheets: 0 });
  await stand.clock.advance(60_000);
  expect(tileOf(stand, 'report')).toEqual({ errand: 'report', open: false, why: 'reportPaperOut' });
  stand.shelf.reportPrinter.set({ sheets: 250 });
  await enterAsTechnician(stand);
  await technicianCounts(stand, 'sheets:reportPrinter', 250);
  stand.tap({ kind: 'choose', id: 'leave' });
  await stand.clock.advance(60_000);
  await visit(stand, { errand: 'report' }, ['farewell']);
  await leave(stand);
  await stand.clock.advance(60_000);
  const overview = await enterAsTechnician(stand);
  expect(overview.devices.find(({ device }) => device === 'reportPrinter')).toMatchObject({
    state: 'online',
    rows: [{ label: 'sheets', value: { count: 249 } }],
  });
});

test('a terminal that was closed stays closed over a restart, and opens when a technician says so', async () => {
  const kiosk = await openKiosk(withTechnician);
  const stand = standAt(kiosk);
  await enterAsTechnician(stand);
  stand.tap({ kind: 'choose', id: 'service' });
  await stand.clock.advance(100);
  expect(stand.shown?.screen).toMatchObject({ name: 'technician', inService: false });
  stand.tap({ kind: 'choose', id: 'leave' });
  await stand.clock.advance(100);
  expect(stand.shown?.screen).toEqual({ name: 'outOfService' });
  stand.tap({ kind: 'begin' });
  expect(stand.shown?.screen).toEqual({ name: 'outOfService' });

  kiosk.world.cutPower();
  await stand.clock.advance(60_000);
  kiosk.world.powerOn();
  await untilShown(stand, 'outOfService', 60_000);
  await stand.clock.advance(60_000);
  expect(stand.shown?.screen).toEqual({ name: 'outOfService' });

  await enterAsTechnician(stand);
  stand.tap({ kind: 'choose', id: 'service' });
  stand.tap({ kind: 'choose', id: 'leave' });
  await untilShown(stand, 'attract');
  await visit(stand, { errand: 'payment' }, ['farewell']);
  expect(technicianEntries(stand).filter(({ kind }) => kind === 'service.changed')).toEqual([
    { kind: 'service.changed', open: false },
    { kind: 'service.changed', open: true },
  ]);
});

test('a paid order goes on while a technician has the terminal open', async () => {
  const kiosk = await openKiosk(withTechnician);
  const stand = standAt(kiosk);
  kiosk.world.misbehaviour.failUntilCleared('confirm', 'silent');
  kiosk.world.misbehaviour.failUntilCleared('getConfirmation', 'silent');
  await visit(stand, { errand: 'payment' }, ['trouble']);
  await leave(stand);
  const busy = await enterAsTechnician(stand);
  expect(busy.rows).toContainEqual({ label: 'orders', value: { count: 1 } });
  kiosk.world.misbehaviour.clear();
  await stand.clock.advance(120_000);
  stand.tap({ kind: 'choose', id: 'test:receiptPrinter' });
  const done = await untilShown(stand, 'technician', 60_000);
  expect(done.rows.slice(0, 2)).toEqual([
    { label: 'orders', value: { count: 0 } },
    { label: 'slips', value: { count: 1 } },
  ]);
  expect(await openEnds(stand)).toEqual([]);
});
