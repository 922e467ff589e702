import { expect, test } from 'vitest';
import { usualPolicy } from '../../../seeds/clinic.ts';
import { demonstrationHospital } from '../../../seeds/hospital.ts';
import type { Capabilities } from '../../../terminal/hospital/contract/capabilities.ts';
import type { Network } from '../../../terminal/hospital/network.ts';
import { openKiosk } from '../../kiosk.ts';
import { lastOrder, leave, openEnds, personAt, standAt, tileOf, untilShown, visit } from './hands.ts';

/** A hospital whose announced policies can be changed under way. */
function announcing() {
  let change: (told: Capabilities) => Capabilities = (told) => told;
  const net =
    (network: Network): Network =>
    async (request) => {
      const reply = await network(request);
      if (!request.url.endsWith('/capabilities') || reply.status !== 200) return reply;
      return { ...reply, body: JSON.stringify(change(JSON.parse(reply.body))) };
    };
  return {
    net,
    announce(to: (told: Capabilities) => Capabilities) {
      change = to;
    },
  };
}

/** Longer than the terminal goes without asking. */
const heard = 65_000;

test('the order of insurance and payment changes while a code is on the screen: this order keeps its own', async () => {
  const { net, announce } = announcing();
  const kiosk = await openKiosk({ net });
  const stand = standAt(kiosk);
  const plan = { errand: 'payment', insured: true } as const;
  await visit(stand, { ...plan, pays: false }, ['pay']);
  announce((told) => ({ ...told, insurance: { settle: 'beforePayment', undoBeforeRefund: false } }));
  await stand.clock.advance(heard);
  expect(await visit(stand, plan, ['farewell'])).toMatchObject({ done: 'paid' });
  await leave(stand);
  expect(await openEnds(stand)).toEqual([]);
  expect(lastOrder(stand.journal)).toMatchObject({ state: 'fulfilled', settle: 'afterPayment', insurance: 'settled' });
  const [settlement] = stand.hospital.ledgers.insuranceAccounts();
  expect(settlement).toMatchObject({ undone: 0, carried: settlement?.settled });
  expect(settlement?.settled).toBeGreaterThan(0);
});

test('a shorter time to pay does not shorten the one that is running', async () => {
  const { net, announce } = announcing();
  const kiosk = await openKiosk({ net });
  const stand = standAt(kiosk);
  await visit(stand, { errand: 'payment', pays: false }, ['pay']);
  const { payUntil } = lastOrder(stand.journal);
  announce((told) => ({ ...told, payment: { ...told.payment, payWithinSeconds: 20 } }));
  await stand.clock.advance(heard);
  expect(stand.shown?.screen.name).toBe('pay');
  expect(lastOrder(stand.journal).payUntil).toBe(payUntil);
  expect(await visit(stand, { errand: 'payment' }, ['farewell'])).toMatchObject({ done: 'paid' });
});

test('an errand that is no longer offered is finished by whoever is in it, and closed to the next', async () => {
  const { net, announce } = announcing();
  const kiosk = await openKiosk({ net });
  const stand = standAt(kiosk);
  const plan = { errand: 'card', person: personAt(1) } as const;
  await visit(stand, { ...plan, pays: false }, ['pay']);
  announce((told) => ({ ...told, card: null, errands: told.errands.filter((errand) => errand !== 'card') }));
  await stand.clock.advance(heard);
  expect(await visit(stand, plan, ['farewell'])).toMatchObject({ done: 'cardIssued' });
  await leave(stand);
  expect(await openEnds(stand)).toEqual([]);
  expect(tileOf(stand, 'card')).toEqual({ errand: 'card', open: false, why: 'notOffered' });
});

test('a price that was changed between the summary and the lock is never paid unseen', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await visit(stand, { errand: 'payment' }, ['review']);
  stand.hospital.controls.reprice('bill-900101', 9000);
  const trouble = await visit(stand, { errand: 'payment' }, ['trouble']);
  expect(trouble).toMatchObject({ trouble: 'priceChanged', money: { money: 'untouched' } });
  await leave(stand);
  expect(await openEnds(stand)).toEqual([]);
  expect(lastOrder(stand.journal)).toMatchObject({ state: 'closed', abandoned: 'priceChanged', lock: 'released' });
  expect(stand.hospital.ledgers.payments()).toEqual([]);
});

test('cards that cost something else than was announced are not sold at either price', async () => {
  const hospital = { ...demonstrationHospital, policy: { ...usualPolicy, card: { fee: 800, replacementFee: 1000 } } };
  const { net, announce } = announcing();
  announce((told) => ({ ...told, card: { fee: 500, replacementFee: 1000 } }));
  const kiosk = await openKiosk({ hospital, net });
  const stand = standAt(kiosk);
  const trouble = await visit(stand, { errand: 'card', person: personAt(1) }, ['trouble']);
  expect(trouble).toMatchObject({ trouble: 'priceChanged', money: { money: 'untouched' } });
  await untilShown(stand, 'attract');
  expect(await openEnds(stand)).toEqual([]);
});
