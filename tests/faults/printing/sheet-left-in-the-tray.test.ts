import { expect, test } from 'vitest';
import { demonstrationHospital } from '../../../seeds/hospital.ts';
import { openKiosk } from '../../kiosk.ts';
import { leave, openEnds, ordersOf, personAt, standAt, tileOf, untilShown, visit } from '../machine/hands.ts';

const [first] = demonstrationHospital.reports;
if (!first) throw new Error('the seeds hold no report');
const [sheet] = first.sheets;
if (!sheet) throw new Error('a report without a sheet');

/** As many pages as the output tray holds. */
const long = { ...first, reportId: 'T-long', sheets: Array.from({ length: 150 }, () => sheet) };
const hospital = { ...demonstrationHospital, reports: [...demonstrationHospital.reports, long] };

test('the last screen says to take the sheets', async () => {
  const kiosk = await openKiosk();
  const farewell = await visit(standAt(kiosk), { errand: 'report', person: personAt(1) }, ['farewell']);
  expect(farewell).toMatchObject({ done: 'reportsPrinted', take: ['idCard', 'reports'] });
});

test('a tray nobody empties closes the tile before its next sheet falls, and opens it when it was emptied', async () => {
  const kiosk = await openKiosk({ hospital });
  const stand = standAt(kiosk);
  await visit(stand, { errand: 'report', choose: ['T-long'] }, ['farewell'], 900_000);
  stand.shelf.idCardReader.take();
  await untilShown(stand, 'attract');
  await stand.clock.advance(60_000);
  expect(tileOf(stand, 'report')).toEqual({ errand: 'report', open: false, why: 'reportPrinterDown' });
  expect(ordersOf(stand.journal)).toHaveLength(1);

  stand.shelf.reportPrinter.take();
  await stand.clock.advance(60_000);
  expect(tileOf(stand, 'report')).toEqual({ errand: 'report', open: true });
  await visit(stand, { errand: 'report', person: personAt(1) }, ['farewell']);
  expect(stand.shelf.reportPrinter.state().output).toHaveLength(1);
  await leave(stand);
  expect(await openEnds(stand)).toEqual([]);
});

test('a tray that fills in the middle of a report: what is out is out, the rest is printed later', async () => {
  const kiosk = await openKiosk({ hospital });
  const stand = standAt(kiosk);
  await visit(stand, { errand: 'report', choose: ['T90000102'] }, ['farewell']);
  stand.shelf.idCardReader.take();
  await untilShown(stand, 'attract');
  await stand.clock.advance(3000);
  const trouble = await visit(stand, { errand: 'report', choose: ['T-long'] }, ['trouble'], 900_000);
  expect(trouble).toMatchObject({ trouble: 'pagesLeft', pages: { out: 149, of: 150 } });
  await leave(stand);
  expect(await openEnds(stand)).toEqual([]);
  expect(stand.hospital.ledgers.pages()).toEqual({ reserved: 151, printed: 150, returned: 1 });
});
