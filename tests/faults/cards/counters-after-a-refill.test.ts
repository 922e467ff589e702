import { expect, test } from 'vitest';
import { recordsAfter } from '../../../terminal/journal/journal.ts';
import { suppliesFrom } from '../../../terminal/technician/supplies.ts';
import { openKiosk } from '../../kiosk.ts';
import { leave, openEnds, personAt, standAt, tileOf, visit } from '../machine/hands.ts';
import { enterAsTechnician, technician, technicianCounts } from '../machine/technician.ts';

const plan = { errand: 'card', person: personAt(1) } as const;

test('a count that was too low stops nobody: the sensor decides, and the books grow with what came out', async () => {
  const kiosk = await openKiosk({ config: { technician } });
  const stand = standAt(kiosk);
  await enterAsTechnician(stand);
  const counted = await technicianCounts(stand, 'cards:cardDispenser', 0);
  expect(counted).toMatchObject({ outcome: { device: 'cardDispenser', ok: true } });
  stand.tap({ kind: 'choose', id: 'leave' });
  await visit(stand, plan, ['farewell']);
  await leave(stand);
  expect(await openEnds(stand)).toEqual([]);
  expect(suppliesFrom(recordsAfter(stand.journal, 0)).cards).toEqual({ loaded: 1, issued: 1, captured: 0, left: 0 });
});

test('a count that was too high sells nobody a card that is not there', async () => {
  const kiosk = await openKiosk({ config: { technician } });
  const stand = standAt(kiosk);
  stand.shelf.cardDispenser.unload();
  await stand.clock.advance(60_000);
  await enterAsTechnician(stand);
  const counted = await technicianCounts(stand, 'cards:cardDispenser', 200);
  const dispenser = counted.devices.find(({ device }) => device === 'cardDispenser');
  expect(dispenser).toMatchObject({ state: 'empty', rows: [{ label: 'cards', value: { count: 200 } }, {}] });
  stand.tap({ kind: 'choose', id: 'leave' });
  await stand.clock.advance(1000);
  expect(tileOf(stand, 'card')).toEqual({ errand: 'card', open: false, why: 'noCards' });
});

test('issued, captured and left sum to what was loaded, and an emptied bin counts from nothing', async () => {
  const kiosk = await openKiosk({ config: { technician } });
  const stand = standAt(kiosk);
  await enterAsTechnician(stand);
  await technicianCounts(stand, 'cards:cardDispenser', 100);
  stand.tap({ kind: 'choose', id: 'leave' });
  stand.shelf.cardDispenser.failNext('chipForgetsWriting');
  await visit(stand, plan, ['farewell']);
  await leave(stand);
  const supplies = () => suppliesFrom(recordsAfter(stand.journal, 0));
  expect(supplies()).toMatchObject({ cards: { loaded: 100, issued: 1, captured: 1, left: 98 }, bin: 1 });
  expect(stand.shelf.cardDispenser.state().stack).toHaveLength(98);
  await stand.clock.advance(60_000);
  await enterAsTechnician(stand);
  stand.shelf.cardDispenser.emptyBin();
  stand.tap({ kind: 'choose', id: 'bin:cardDispenser' });
  await stand.clock.advance(5000);
  expect(supplies().bin).toBe(0);
});
