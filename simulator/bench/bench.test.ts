import { describe, expect, test } from 'vitest';
import { people } from '../../seeds/people.ts';
import { createBenchTrial, order } from './bench-trial.ts';

test('nobody asks the bench for what it does not know', () => {
  const { bench } = createBenchTrial();
  for (const message of [
    undefined,
    'pay',
    { do: 'dance' },
    { do: 'putCard', person: -1 },
    { do: 'pay', order: '../x' },
  ])
    expect(bench.run(message)).toBe('this is no command of the bench');
  expect(bench.run({ do: 'putCard', person: 999 })).toBe('there is no person 999');
});

test('an ID card is put on the reader and taken', async () => {
  const { bench, hand, clock } = createBenchTrial();
  hand({ do: 'putCard', person: 1 });
  await clock.advance(10);
  expect(bench.view().reader).toMatchObject({ card: 1 });
  hand({ do: 'takeCard' });
  expect(bench.view().reader).not.toHaveProperty('card');
});

test('an order is paid by phone; an order that does not exist is told', () => {
  const { bench, hand, done } = createBenchTrial();
  expect(bench.view().waiting).toEqual([
    { orderNumber: order.orderNumber, amount: 2500, state: 'NOTPAY', subject: '挂号费' },
  ]);
  for (const act of ['startPaying', 'decline', 'pay'] as const) hand({ do: act, order: order.orderNumber });
  expect(done).toEqual(['startPaying', 'decline', 'pay']);
  expect(bench.run({ do: 'pay', order: 'K2' })).toBe('order K2: orderUnknown');
});

describe('the hospital', () => {
  test('releases what was not given yet', () => {
    const { bench, hand, done } = createBenchTrial();
    const items = [{ itemId: 'i2', title: '化验' }];
    expect(bench.view().releasable).toEqual([{ orderNumber: 'T-1', title: '检查', items }]);
    hand({ do: 'releaseItem', order: 'T-1', item: 'i2' });
    expect(done).toEqual(['i2']);
    expect(bench.run({ do: 'releaseItem', order: 'T-1', item: 'i9' })).toBe('order T-1 has no open item i9');
  });

  test('takes money for a bill elsewhere, once', () => {
    const { bench, hand } = createBenchTrial();
    hand({ do: 'settleElsewhere', id: 'bill-1' });
    expect(bench.run({ do: 'settleElsewhere', id: 'bill-1' })).toBe('bill-1: alreadyPaid');
    expect(bench.run({ do: 'settleElsewhere', id: 'bill-2' })).toBe('no bill and no booking bill-2');
  });

  test('is told of a card that was lost, and what comes of the next charge', () => {
    const { hand, done } = createBenchTrial();
    hand({ do: 'reportCardLost', person: 0 });
    hand({ do: 'nextCharge', outcome: 'passwordDeclines' });
    expect(done).toEqual([people[0]?.cards.hospitalCard, 'passwordDeclines']);
  });
});

test('paper and cover of the receipt printer', () => {
  const { bench, hand } = createBenchTrial();
  hand({ do: 'setPaper', millimetres: 60 });
  hand({ do: 'openCover' });
  expect(bench.view().printer).toMatchObject({ paper: 60, cover: 'open' });
  hand({ do: 'closeCover' });
  expect(bench.view().printer.cover).toBe('closed');
  expect(bench.slipPicture()).toBeUndefined();
});
