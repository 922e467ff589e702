import { assign } from 'xstate';
import type { Transaction } from '../../hospital/contract/records.ts';
import { left, troubled } from '../ending.ts';
import { type Loaded, troubleIn } from '../loaded.ts';
import { printing } from '../stages.ts';
import { askedOf, beginning, paperOf, printedEnding, recordsSetup } from './records-setup.ts';

/** Looking things up: prices, for everybody; past transactions, for whoever says who they are, on paper too. */
export const recordsMachine = recordsSetup.createMachine({
  id: 'records',
  context: ({ input }) => beginning(input),
  initial: 'choosingList',
  on: { journalFailed: { target: '.done', actions: { type: 'end', params: troubled('terminalFault') } } },
  states: {
    choosingList: {
      tags: 'patient',
      on: {
        'tap.choose': [
          { guard: 'isKnownAskingTransactions', target: 'choosingSpan' },
          { guard: 'isAskingTransactions', target: 'identifying' },
          {
            guard: { type: 'isList', params: 'serviceList' },
            target: 'loadingPrices',
            actions: { type: 'openList', params: 'services' },
          },
          {
            guard: { type: 'isList', params: 'drugList' },
            target: 'loadingPrices',
            actions: { type: 'openList', params: 'drugs' },
          },
        ],
        'tap.back': 'done',
        'tap.cancel': 'done',
      },
    },
    loadingPrices: {
      invoke: {
        src: 'loadPrices',
        input: ({ context }) => ({ list: context.list, page: context.pagesLoaded + 1 }),
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'readingPrices',
            actions: assign(({ context, event }) => {
              if (!event.output.ok) return {};
              return {
                prices: [...context.prices, ...event.output.prices],
                pagesLoaded: context.pagesLoaded + 1,
                hospitalPages: event.output.pages,
              };
            }),
          },
          {
            target: 'done',
            actions: { type: 'end', params: ({ event }) => troubled(troubleIn(event.output)) },
          },
        ],
      },
      on: { 'tap.cancel': 'done' },
    },
    readingPrices: {
      tags: 'patient',
      on: {
        // It comes here only where the next page of the screen is not loaded yet.
        'tap.nextPage': { guard: 'hasMorePrices', target: 'loadingPrices' },
        'tap.back': 'choosingList',
        'tap.cancel': 'done',
      },
    },
    identifying: {
      tags: 'patient',
      invoke: {
        src: 'identify',
        id: 'identify',
        input: ({ context }) => ({ ways: context.ways, newcomers: false }),
        // Nothing to do but to be seen: what stands on the screen is in the identifying machine.
        onSnapshot: {},
        onDone: [
          {
            guard: ({ event }) => event.output.kind === 'patient',
            target: 'choosingSpan',
            actions: assign(({ event }) => (event.output.kind === 'patient' ? { patient: event.output.patient } : {})),
          },
          {
            guard: ({ event }) => event.output.kind === 'trouble',
            target: 'done',
            actions: {
              type: 'end',
              params: ({ event }) => (event.output.kind === 'trouble' ? troubled(event.output.trouble) : left),
            },
          },
          { target: 'choosingList' },
        ],
      },
      // Left to the identifying, it would only lead one step back.
      on: { 'tap.cancel': 'done' },
    },
    choosingSpan: {
      tags: 'patient',
      on: {
        'tap.choose': { guard: 'isSpan', target: 'loadingTransactions', actions: 'keepSpan' },
        'tap.back': 'choosingList',
        'tap.cancel': 'done',
      },
    },
    loadingTransactions: {
      invoke: {
        src: 'loadTransactions',
        input: ({ context }) => askedOf(context),
        onDone: [
          {
            guard: ({ event }) => withMoney(event.output).length > 0,
            target: 'choosingTransaction',
            actions: assign(({ event }) => ({ transactions: withMoney(event.output) })),
          },
          {
            target: 'done',
            actions: {
              type: 'end',
              params: ({ event }) => troubled(event.output.ok ? 'noTransactions' : event.output.trouble),
            },
          },
        ],
      },
      on: { 'tap.cancel': 'done' },
    },
    choosingTransaction: {
      tags: 'patient',
      on: {
        'tap.choose': { guard: 'isTransaction', target: 'reviewing', actions: 'keepTransaction' },
        'tap.back': 'choosingSpan',
        'tap.cancel': 'done',
      },
    },
    reviewing: {
      tags: 'patient',
      on: {
        'tap.choose': { guard: ({ event }) => event.id === 'print', target: 'printing' },
        'tap.back': 'choosingTransaction',
        'tap.cancel': 'done',
      },
    },
    printing: printing(paperOf, printedEnding),
    done: { type: 'final' },
  },
  output: ({ context }) => context.ending,
});

/** What cost nothing is on no bill. */
const withMoney = (loaded: Loaded<{ transactions: readonly Transaction[] }>): readonly Transaction[] =>
  loaded.ok ? loaded.transactions.filter(({ amount }) => amount.total > 0) : [];
