import { expect, test } from 'vitest';
import type { Network } from '../../../terminal/hospital/network.ts';
import { openKiosk } from '../../kiosk.ts';
import { openEnds } from './open-ends.ts';

/** A hospital that puts a fen too much into one part of what `path` answers; `state.wrong` says when. */
const miscounting =
  (path: RegExp, state: { wrong: boolean }) =>
  (network: Network): Network =>
  async (request) => {
    const reply = await network(request);
    if (!state.wrong || !path.test(`${request.method} ${request.url}`) || reply.status !== 200) return reply;
    return { ...reply, body: reply.body.replace(/"fund":(\d+)/g, (_, fund: string) => `"fund":${Number(fund) + 1}`) };
  };

test('a trial whose parts do not sum is no answer: nothing is asked of the patient', async () => {
  const state = { wrong: true };
  const kiosk = await openKiosk({ net: miscounting(/POST .*\/insurance-trials/, state) });
  kiosk.comeFor('payment', 0, 'socialSecurity');
  await kiosk.until('chooseSome');
  kiosk.tap({ kind: 'confirm' });
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'hospitalSilent', money: { money: 'untouched' } });
  expect(kiosk.orders()).toEqual([]);
});

test('a lock whose parts do not sum is no answer: nothing is charged, and nothing stays held', async () => {
  const state = { wrong: true };
  const kiosk = await openKiosk({ net: miscounting(/PUT .*\/locks\//, state) });
  await kiosk.toBills();
  kiosk.pick('pay');
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'hospitalSilent', money: { money: 'untouched' } });
  await kiosk.quiet();
  expect(kiosk.asked('createPaymentOrder', 'settleInsurance')).toEqual([]);
  expect(kiosk.orders()).toMatchObject([{ state: 'closed', lock: 'released' }]);
  expect(openEnds(kiosk)).toEqual([]);
});

test('a settlement or confirmation whose parts do not sum is asked about until they do', async () => {
  const state = { wrong: false };
  const kiosk = await openKiosk({ net: miscounting(/\/(insurance-settlements|confirmations)\//, state) });
  const { orderNumber, split } = await kiosk.toInsuredPayment();
  state.wrong = true;
  kiosk.pay();
  expect(await kiosk.until('trouble')).toMatchObject({
    trouble: 'lateConfirmation',
    money: { money: 'settling', amount: split.self },
    reference: orderNumber,
  });
  state.wrong = false;
  await kiosk.quiet();
  expect(kiosk.order()).toMatchObject({ state: 'fulfilled' });
  expect(openEnds(kiosk)).toEqual([]);
});
