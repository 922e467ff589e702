import { expect, test } from 'vitest';
import type { Network, NetworkReply } from '../../../terminal/hospital/network.ts';
import { openKiosk } from '../../kiosk.ts';
import { lastOrder, leave, openEnds, personAt, standAt, visit } from '../machine/hands.ts';

const plan = { errand: 'report', person: personAt(1), choose: ['T90000201'] } as const;
const theirs = 'R900005';

/** A net on which some answers are somebody else's. */
const mixedUp =
  (isMixedUp: (url: string) => boolean, change: (body: Record<string, unknown>) => Record<string, unknown>) =>
  (network: Network): Network =>
  async (request) => {
    const reply: NetworkReply = await network(request);
    if (!isMixedUp(request.url) || reply.status !== 200) return reply;
    return { ...reply, body: JSON.stringify(change(JSON.parse(reply.body))) };
  };

test('a list of somebody else’s reports is no answer: nothing of it is shown', async () => {
  const net = mixedUp(
    (url) => url.endsWith('/reports'),
    (body) => ({ ...body, recordId: theirs }),
  );
  const kiosk = await openKiosk({ net });
  const trouble = await visit(standAt(kiosk), plan, ['trouble']);
  expect(trouble).toMatchObject({ trouble: 'hospitalSilent', money: { money: 'untouched' } });
});

test.each([
  ['of another patient', { recordId: theirs }],
  ['another one', { reportId: 'T90000202' }],
])('a report %s is not shown', async (_, wrong) => {
  const net = mixedUp(
    (url) => /\/reports\/T\d+\?/.test(url),
    (body) => ({ ...body, ...wrong }),
  );
  const kiosk = await openKiosk({ net });
  const stand = standAt(kiosk);
  await visit(stand, plan, ['chooseSome']);
  kiosk.tap({ kind: 'choose', id: 'read:T90000201' });
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'hospitalSilent', money: { money: 'untouched' } });
});

test.each([
  ['of another patient', { recordId: theirs }],
  ['another one', { reportId: 'T90000202' }],
])('a document %s is not printed; nothing comes out, and the pages are given back', async (_, wrong) => {
  const net = mixedUp(
    (url) => url.includes('/document'),
    (body) => ({ ...body, ...wrong }),
  );
  const kiosk = await openKiosk({ net });
  const stand = standAt(kiosk);
  const trouble = await visit(stand, plan, ['trouble']);
  expect(trouble).toMatchObject({ trouble: 'jobRefused', money: { money: 'untouched' }, pages: { out: 0, of: 1 } });
  expect(stand.shelf.reportPrinter.state().jobs).toEqual([]);
  await leave(stand);
  expect(await openEnds(stand)).toEqual([]);
  expect(lastOrder(stand.journal)).toMatchObject({ state: 'closed', lock: 'released', pages: 0 });
  expect(stand.hospital.ledgers.pages()).toEqual({ reserved: 1, printed: 0, returned: 1 });
});

test('an answer that comes when nobody waits for it any more is shown to nobody', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await visit(stand, plan, ['chooseSome']);
  kiosk.world.misbehaviour.failNext('getReport', 'slow', 20_000);
  kiosk.tap({ kind: 'choose', id: 'read:T90000201' });
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'hospitalSilent' });
  await leave(stand);
  const seen: string[] = [];
  const stop = kiosk.world.terminal?.subscribe(({ screen }) => seen.push(screen.name));
  await visit(stand, { ...plan, person: personAt(4) }, ['chooseSome']);
  await stand.clock.advance(15_000);
  stop?.();
  expect(stand.shown?.screen).toMatchObject({ name: 'chooseSome', patient: '孙*兰' });
  expect(seen).not.toContain('readReport');
});
