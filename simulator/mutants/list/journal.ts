import type { Mutant } from '../mutant.ts';

/** What is written down before it is done, and stays as it was written. */
export const journalMutants: readonly Mutant[] = [
  {
    name: 'intent-written-after-the-act',
    file: 'terminal/money/money.ts',
    line: "write({ kind: 'act.intended', order: order.order, act: it, ...reverseFrom });",
    mutated: "queueMicrotask(() => write({ kind: 'act.intended', order: order.order, act: it, ...reverseFrom }));",
    promise: 'Every outward act is written down before it is done.',
    slip: 'The write is put off so that the request goes out sooner.',
  },
  {
    name: 'record-asked-for-unwritten',
    file: 'terminal/actors/record-actor.ts',
    line: "journal.append({ kind: 'record.intended', ...about });",
    mutated: '',
    promise: 'That a record is asked for is written down before.',
    slip: 'Making a record moves no money, so it looks harmless.',
  },
  {
    name: 'chained-to-an-older-record',
    file: 'terminal/journal/journal.ts',
    line: 'hash = record.hash;',
    mutated: 'hash = store.last()?.hash === record.hash ? hash : record.hash;',
    promise: 'Each record is chained to the one before it.',
    slip: 'A check that was meant to spare a copy, the wrong way round.',
  },
  {
    name: 'new-record-number-each-time',
    file: 'terminal/actors/record-actor.ts',
    line: "const reply = await askPatiently(() => hospital.call('createRecord', asked, signal), clock, signal);",
    mutated:
      "const reply = await askPatiently(() => hospital.call('createRecord', { ...asked, requestId: newNumber() }, signal), clock, signal);",
    promise: 'A record made by a request whose answer was lost is found again under its number.',
    slip: 'Every request gets an id of its own.',
  },
  {
    name: 'capture-begun-unwritten',
    file: 'terminal/actors/delivery-actors.ts',
    line: "journal.append({ kind: 'card.capturing', order, why, ...(counted !== undefined && { counted }) });",
    mutated: '',
    promise: 'That a card goes into the bin is written down before it does.',
    slip: 'There is an entry for it when it is there.',
  },
];
