/** Where nothing was begun a patient may leave while the terminal works; where something was, never. */
import { describe, expect, test } from 'vitest';
import { demonstrationHospital } from '../../seeds/hospital.ts';
import { capabilitiesOf } from '../../simulator/hospital/capabilities.ts';
import type { WholeScreen } from '../visit/pages.ts';
import { cardMachine } from './card/card-machine.ts';
import { cardScreen } from './card/card-screen.ts';
import { beginning as card } from './card/card-setup.ts';
import { collectionMachine } from './collection/collection-machine.ts';
import { collectionScreen } from './collection/collection-screen.ts';
import { beginning as collection } from './collection/collection-setup.ts';
import type { ErrandInput } from './errand-input.ts';
import { identifyMachine } from './identify/identify-machine.ts';
import { identifyScreen } from './identify/identify-screen.ts';
import { paymentMachine } from './payment/payment-machine.ts';
import { paymentScreen } from './payment/payment-screen.ts';
import { beginning as payment } from './payment/payment-setup.ts';
import { recordsMachine } from './records/records-machine.ts';
import { recordsScreen } from './records/records-screen.ts';
import { beginning as records } from './records/records-setup.ts';
import { refundMachine } from './refund/refund-machine.ts';
import { refundScreen } from './refund/refund-screen.ts';
import { beginning as refund } from './refund/refund-setup.ts';
import { registrationMachine } from './registration/registration-machine.ts';
import { registrationScreen } from './registration/registration-screen.ts';
import { beginning as registration } from './registration/registration-setup.ts';
import { reportMachine } from './report/report-machine.ts';
import { reportScreen } from './report/report-screen.ts';
import { beginning as report } from './report/report-setup.ts';
import { reprintMachine } from './reprint/reprint-machine.ts';
import { reprintScreen } from './reprint/reprint-screen.ts';
import { beginning as reprint } from './reprint/reprint-setup.ts';

/** As much of a machine as this looks at; their types differ in everything else. */
interface Chart {
  readonly states: Readonly<Record<string, { readonly tags: readonly string[]; readonly always?: unknown }>>;
  resolveState(config: { value: string; context: unknown }): Standing;
}
interface Standing {
  can(event: { readonly type: 'tap.cancel' }): boolean;
}

const input: ErrandInput = {
  today: '2026-11-23',
  ways: ['idCard'],
  policy: capabilitiesOf(demonstrationHospital, '2026-11-23'),
};
const at = { zone: 'Asia/Shanghai', scan: false };
const charts = {
  registration: [registrationMachine, registrationScreen, registration(input)],
  collection: [collectionMachine, collectionScreen, collection(input)],
  payment: [paymentMachine, paymentScreen, payment(input)],
  report: [reportMachine, reportScreen, report(input)],
  card: [cardMachine, cardScreen, card(input)],
  refund: [refundMachine, refundScreen, refund(input)],
  records: [recordsMachine, recordsScreen, records(input)],
  reprint: [reprintMachine, reprintScreen, reprint(input)],
} as const;

/** What only reads, and what has begun something. */
const work: Readonly<Record<keyof typeof charts, { reads: readonly string[]; acts: readonly string[] }>> = {
  registration: { reads: ['loadingDepartments', 'loadingDoctors', 'asking'], acts: ['settling'] },
  collection: { reads: ['loading', 'asking'], acts: ['settling'] },
  payment: { reads: ['loading', 'asking'], acts: ['settling'] },
  report: { reads: ['loadingReports', 'loadingReport'], acts: ['settling'] },
  card: { reads: [], acts: ['creatingRecord', 'settling'] },
  refund: { reads: ['loading'], acts: ['settling'] },
  records: { reads: ['loadingPrices', 'loadingTransactions'], acts: ['printing'] },
  reprint: { reads: ['loadingTransactions', 'loadingConfirmation'], acts: ['printing'] },
};

const cancel = { type: 'tap.cancel' } as const;

describe.each(Object.keys(charts) as (keyof typeof charts)[])('%s', (errand) => {
  const [machine, draw, context] = charts[errand];
  const chart = machine as unknown as Chart;
  const screenOf = draw as unknown as (standing: Standing, paying: typeof at) => WholeScreen;
  const { reads, acts } = work[errand];
  const standing = (value: string) => chart.resolveState({ value, context });

  test('every state in which nobody is waited for is one or the other', () => {
    const passedThrough = ['findingDays', 'deciding', 'pricing', 'opening', 'done'];
    const busy = Object.keys(chart.states).filter((state) => !chart.states[state]?.tags.includes('patient'));
    expect(busy.filter((state) => !passedThrough.includes(state)).sort()).toEqual([...reads, ...acts].sort());
  });

  test.each(reads)('%s can be left, and says so', (state) => {
    expect(standing(state).can(cancel)).toBe(true);
    expect(screenOf(standing(state), at)).toMatchObject({ name: 'working', canLeave: true });
  });

  test.each(acts)('%s cannot be left, nor says so', (state) => {
    expect(standing(state).can(cancel)).toBe(false);
    if (state !== 'printing') expect(screenOf(standing(state), at)).not.toHaveProperty('canLeave');
  });
});

test('the search for a record can be left', () => {
  const finding = identifyMachine.resolveState({
    value: 'finding',
    context: {
      ways: ['idCard'],
      newcomers: false,
      shown: undefined,
      guardian: undefined,
      records: [],
      again: undefined,
      reading: 'idCard',
      result: { kind: 'left' },
    },
  });
  expect(identifyScreen(finding)).toEqual({ name: 'working', work: 'findingRecord', canLeave: true });
});
