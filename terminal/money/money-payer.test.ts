import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMemoryJournal } from '../../simulator/world/memory-journal.ts';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import type { Finding } from './counterpart.ts';
import {
  closed,
  confirmed,
  createTrial,
  entry,
  held,
  opening,
  order,
  paid,
  payerCode,
  paying,
  refused,
  released,
  type Script,
  type Trial,
  unchanged,
  unknown,
} from './scripted-money.ts';

let trial: Trial;
beforeEach(() => {
  trial = createTrial({ clock: createVirtualClock(0), store: createMemoryJournal() });
});
afterEach(() => trial.check());

describe('a payer’s code', () => {
  const charging = (findings: readonly Finding[], rest: Script = {}): Script => ({
    ...paying,
    'ask payment': [unchanged],
    charge: findings,
    ...rest,
  });

  test('is charged at once, used one time, and the order asked about as ever', async () => {
    trial.start(
      charging([entry({ kind: 'payment.charged' })], {
        'ask payment': [unchanged, paid],
        confirm: [confirmed],
      }),
    );
    trial.money.open(opening);
    const charges: string[] = [];
    trial.money.watch(order, ({ charge }) => charges.push(charge));
    await trial.clock.advance(6000);
    trial.money.charge(order, payerCode);
    await trial.clock.advance(0);
    expect(trial.charged).toEqual([payerCode]);
    expect(charges).toContain('running');
    expect(charges.at(-1)).toBe('none');
    await trial.clock.advance(4999);
    expect(trial.count('ask payment')).toBe(1);
    await trial.clock.advance(1);
    expect(trial.now()?.state).toBe('fulfilled');
    expect(trial.charged).toHaveLength(1);
  });

  test('that paid at once needs no question', async () => {
    trial.start(charging([paid], { confirm: [confirmed] }));
    trial.money.open(opening);
    await trial.clock.advance(6000);
    trial.money.charge(order, payerCode);
    await trial.clock.advance(0);
    expect(trial.calls.slice(-2)).toEqual(['charge', 'confirm']);
  });

  test('that is of no use is told, and another one can be scanned', async () => {
    trial.start(charging([refused('charge', 'codeUnusable'), paid], { confirm: [confirmed] }));
    trial.money.open(opening);
    trial.watch();
    await trial.clock.advance(6000);
    trial.money.charge(order, payerCode);
    await trial.clock.advance(0);
    expect(trial.watched).toMatchObject({ charge: 'refused', order: { state: 'awaitingPayer' } });
    expect(trial.now()?.refusal).toBeUndefined();
    trial.money.charge(order, payerCode);
    await trial.clock.advance(0);
    expect(trial.now()?.state).toBe('fulfilled');
  });

  test('charged and given up: the order is not reversed before its time', async () => {
    trial.start(
      charging([entry({ kind: 'payment.charged' })], {
        closePayment: [closed],
        releaseLock: [released],
      }),
    );
    trial.money.open(opening);
    await trial.clock.advance(6000);
    trial.money.charge(order, payerCode);
    await trial.clock.advance(0);
    trial.money.abandon(order, 'patient');
    trial.money.nudge(order);
    await trial.clock.advance(14_999);
    expect(trial.calls).not.toContain('closePayment');
    await trial.clock.advance(1);
    expect(trial.calls.slice(-2)).toEqual(['closePayment', 'releaseLock']);
  });

  test('of an order that cannot be paid any more, or not yet, is charged to nobody', async () => {
    trial.start({ ...charging([paid]), lock: [unknown, held], closePayment: [closed], releaseLock: [released] });
    trial.money.open(opening);
    trial.money.charge(order, payerCode);
    await trial.clock.advance(10_000);
    trial.money.abandon(order, 'patient');
    trial.money.charge(order, payerCode);
    await trial.clock.advance(10_000);
    expect(trial.now()?.state).toBe('closed');
    trial.money.charge(order, payerCode);
    await trial.clock.advance(10_000);
    expect(trial.charged).toEqual([]);
  });

  test('that the payer’s bank declines makes room for another one; a shown code’s decline is the payer’s own affair', async () => {
    const declined: Finding = { kind: 'unchanged', payerBusy: false, declined: true };
    const pending = entry({ kind: 'payment.charged' });
    trial.start(charging([pending, paid], { 'ask payment': [declined], confirm: [confirmed] }));
    trial.money.open(opening);
    trial.watch();
    await trial.clock.advance(5000);
    expect(trial.watched?.charge).toBe('none');
    trial.money.charge(order, payerCode);
    await trial.clock.advance(5000);
    expect(trial.watched?.charge).toBe('refused');
    trial.money.charge(order, payerCode);
    await trial.clock.advance(0);
    expect(trial.now()?.state).toBe('fulfilled');
  });

  test('a payer who types a password is seen to be busy', async () => {
    trial.start({ ...paying, 'ask payment': [{ kind: 'unchanged', payerBusy: true }, unchanged] });
    trial.money.open(opening);
    trial.watch();
    await trial.clock.advance(5000);
    expect(trial.watched?.payerBusy).toBe(true);
    await trial.clock.advance(3000);
    expect(trial.watched?.payerBusy).toBe(false);
  });
});

describe('paid through another channel', () => {
  test('what nothing is left to pay of is confirmed here', async () => {
    trial.start({
      ...paying,
      'ask payment': [closed],
      'ask lock': [unknown, entry({ kind: 'lock.paidElsewhere' })],
      confirm: [confirmed],
    });
    trial.money.open(opening);
    await trial.clock.advance(10_000);
    expect(trial.calls).not.toContain('refund');
    expect(trial.now()).toMatchObject({ state: 'fulfilled', self: 0, payment: 'closed' });
  });

  test('what was used up there ends here, with nothing taken', async () => {
    trial.start({ ...paying, 'ask payment': [closed], 'ask lock': [entry({ kind: 'lock.usedElsewhere' })] });
    trial.money.open(opening);
    await trial.clock.advance(10_000);
    expect(trial.now()).toMatchObject({ state: 'closed', abandoned: 'paidElsewhere' });
    expect(trial.calls).not.toContain('releaseLock');
  });
});
