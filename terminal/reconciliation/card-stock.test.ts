import { expect, test } from 'vitest';
import { dayAfter } from '../zone.ts';
import { createDesk, day, nextDay, noon, open } from './scripted-day.ts';

test('every card is issued, captured or left; a count below that misses some, a card out of nothing is told', async () => {
  const desk = createDesk();
  desk.at(noon);
  const count = (cards: number) => desk.write({ kind: 'supply.counted', device: 'cardDispenser', count: cards });
  const issue = (order: string) => {
    open(desk, order, { purpose: { kind: 'card', replaces: false } });
    desk.write({ kind: 'card.delivered', order, state: 'handedOver' });
  };
  count(10);
  issue('O1');
  desk.at(noon + 86_400_000);
  issue('O2');
  desk.write({ kind: 'card.captured', why: 'cardUnreadable' });
  const before = await desk.reconcile(nextDay);
  expect(before.cards).toEqual({ loaded: 9, issued: 1, captured: 1, missing: 0, left: 7 });
  expect(before.differences).toEqual([]);
  count(5);
  count(20);
  count(0);
  issue('O3');
  const { cards, differences } = await desk.reconcile(nextDay);
  expect(cards).toEqual({ loaded: 25, issued: 2, captured: 1, missing: 22, left: 0 });
  expect(differences).toMatchObject([
    { class: 'amountDiffers', book: 'cards', here: { amount: 7 }, there: { amount: 5 } },
    { class: 'amountDiffers', book: 'cards', here: { amount: 20 }, there: { amount: 0 } },
    { class: 'amountDiffers', book: 'cards', order: 'O3', here: { amount: 0 }, there: { amount: 1 } },
  ]);
  expect((await desk.reconcile(day)).cards).toEqual({ loaded: 10, issued: 1, captured: 0, missing: 0, left: 9 });
  expect((await desk.reconcile(dayAfter(day, 2))).cards).toMatchObject({ loaded: 0, left: 0 });
});
