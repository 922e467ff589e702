import { expect, test } from 'vitest';
import { begun, confirm, createDesk, type Desk, lock, noon, open, release } from './scripted-day.ts';

test('what was reserved for printing was printed or given back, with the pages the hospital was told of', async () => {
  const desk = createDesk();
  desk.at(noon);
  const reports = (order: string, ...entries: Parameters<Desk['order']>[1][]) => {
    open(desk, order, { purpose: { kind: 'reports', reportIds: ['r'] }, price: 0, self: 0 });
    lock(desk, order, 0, 0);
    desk.order(order, { kind: 'delivery.begun' }, ...entries);
  };
  const failed = (pages: number) => ({ kind: 'delivery.failed', fault: 'paperJammed', pages }) as const;
  reports('O1', { kind: 'pages.out', pages: 3 }, { kind: 'delivery.done', pages: 3 });
  confirm(desk, 'O1', 0);
  reports('O2', { kind: 'pages.out', pages: 2 }, failed(2));
  release(desk, 'O2');
  reports('O3');
  const found = await desk.reconcile();
  expect(found.pages).toEqual({ reserved: 3, printed: 1, returned: 1, open: 1, pages: 5 });
  expect(found.differences).toEqual([]);
  expect(found.cases).toMatchObject([{ kind: 'unfinished', order: 'O3' }]);

  reports('O4', { kind: 'pages.out', pages: 1 }, failed(1));
  release(desk, 'O4');
  desk.order('O4', { kind: 'pages.out', pages: 2 });
  reports('O5', failed(0));
  for (let tried = 0; tried < 3; tried++) {
    desk.order('O5', begun('releaseLock'), { kind: 'act.unknown', act: 'releaseLock', why: 'no answer' });
  }
  expect((await desk.reconcile()).differences).toMatchObject([
    { class: 'amountDiffers', book: 'pages', order: 'O4', here: { amount: 2 }, there: { amount: 1 } },
    { class: 'stateDiffers', book: 'pages', order: 'O5' },
  ]);
});
