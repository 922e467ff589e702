import { expect, test } from 'vitest';
import { openKiosk } from '../../kiosk.ts';
import {
  entries,
  lastOrder,
  leave,
  openEnds,
  openMachine,
  personAt,
  standAt,
  untilShown,
  visit,
} from '../machine/hands.ts';

const scan = 'T90000501';
const plan = { errand: 'report', person: personAt(4), choose: [scan, 'T90000502', 'T90000503'] } as const;

test.each([
  [1, 0],
  [2, 1],
])('a jam at page %i of the first report leaves %i out; the rest comes out of another terminal', async (page, out) => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  stand.shelf.reportPrinter.failAtPage(page, 'jam');
  const trouble = await visit(stand, plan, ['trouble']);
  const { order } = lastOrder(stand.journal);
  expect(trouble).toMatchObject({
    trouble: out > 0 ? 'pagesLeft' : 'paperJammed',
    money: { money: 'untouched' },
    reference: order,
    pages: { out, of: 4 },
    take: out > 0 ? ['idCard', 'reports'] : ['idCard'],
  });
  await leave(stand);
  expect(await openEnds(stand)).toEqual([]);
  expect(lastOrder(stand.journal)).toMatchObject({ state: 'closed', lock: 'released', pages: out });
  expect(stand.hospital.ledgers.pages()).toEqual({ reserved: 4, printed: out, returned: 4 - out });

  const neighbour = await openMachine(stand);
  const list = await visit(neighbour, plan, ['chooseSome']);
  const first = list.choices.find(({ id }) => id === scan);
  expect(first).toMatchObject({ open: true, mark: out > 0 ? 'partlyPrinted' : 'ready' });
  const farewell = await visit(neighbour, plan, ['farewell']);
  expect(farewell).toMatchObject({ done: 'reportsPrinted', take: ['idCard', 'reports'] });
  expect(neighbour.shelf.reportPrinter.state().output).toHaveLength(4 - out);
  expect(entries(neighbour.journal)).toContainEqual({
    kind: 'delivery.done',
    order: lastOrder(neighbour.journal).order,
    pages: 4 - out,
  });
  await leave(neighbour);
  expect(await openEnds(stand, neighbour)).toEqual([]);
  expect(stand.hospital.ledgers.pages()).toEqual({ reserved: 8 - out, printed: 4, returned: 4 - out });
});

test('while it prints the screen says how many pages are out', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await visit(stand, plan, ['printing']);
  const seen = new Set<number>();
  await stand.clock.runUntil(() => {
    const screen = stand.shown?.screen;
    if (screen?.name === 'printing' && screen.pages) seen.add(screen.pages.out);
    return screen?.name === 'farewell';
  }, 120_000);
  expect([...seen]).toEqual([0, 1, 2, 3]);
  expect(await untilShown(stand, 'farewell')).toMatchObject({ done: 'reportsPrinted' });
  expect(stand.shelf.reportPrinter.state().output).toHaveLength(4);
});
