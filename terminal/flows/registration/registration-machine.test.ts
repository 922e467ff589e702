import { beforeEach, describe, expect, test } from 'vitest';
import { type Actor, createActor, fromCallback, fromPromise } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import { failed, type Outcome } from '../../../device-drivers/contract/fault.ts';
import { createVirtualClock, type VirtualClock } from '../../../simulator/world/virtual-clock.ts';
import type { Capabilities } from '../../hospital/contract/capabilities.ts';
import type { Department, Doctor } from '../../hospital/contract/schedule.ts';
import type { Split } from '../../screen/parts.ts';
import type { ErrandInput } from '../errand-input.ts';
import { identifyMachine } from '../identify/identify-machine.ts';
import type { Claim, FoundPatients, ReadingEvent } from '../identify/identify-setup.ts';
import type { Loaded } from '../loaded.ts';
import type { Identified, KnownPatient } from '../patient.ts';
import type { OrderRequest } from '../settlement/order-request.ts';
import { settlementMachine } from '../settlement/settlement-machine.ts';
import type { OrderCommand, Settled } from '../settlement/settlement-setup.ts';
import type { TapEvent } from '../tap-event.ts';
import type { Trial } from '../trial.ts';
import { registrationMachine } from './registration-machine.ts';
import { registrationScreen } from './registration-screen.ts';

const name = (zh: string) => ({ zh, en: zh });
const departments: Department[] = Array.from({ length: 10 }, (_, n) => ({
  id: `d${n}`,
  name: name(`科室${n}`),
  place: name('二楼'),
  left: 3,
  emergency: n === 0,
}));
const doctors: Doctor[] = [
  {
    id: 'dr1',
    name: name('甲医生'),
    title: name('主任医师'),
    speciality: name('心内科'),
    place: name('二楼 3 室'),
    slots: [
      { id: 'free', from: '08:00', to: '08:30', left: 2, price: 2500 },
      { id: 'full', from: '08:30', to: '09:00', left: 0, price: 2000 },
    ],
  },
];
const split: Split = { total: 2500, insured: 1600, self: 900 };
const patient: KnownPatient = { recordId: 'p1', masked: '张*三', hasCard: false, insuranceToken: 't' };
const today = '2026-11-21';
const at = { zone: 'Asia/Shanghai', scan: false };

function inputWith(registration: Capabilities['registration']): ErrandInput {
  const policy: Capabilities = {
    hospitalId: 'H',
    name: name('示例医院'),
    timeZone: 'Asia/Shanghai',
    errands: ['registration'],
    credentials: ['idCard'],
    typedIdFor: [],
    guardianUnder: null,
    clinicHours: null,
    registration,
    collection: { opensMinutesBefore: 30, cancel: true, checkIn: true },
    payment: {
      firstQueryAfterSeconds: 5,
      queryEverySeconds: 3,
      payWithinSeconds: 120,
      reverseAfterSeconds: 15,
      scan: false,
    },
    insurance: null,
    card: null,
    notices: null,
  };
  return { today, ways: ['idCard'], policy };
}
const todayOnly = inputWith({ sameDay: 'on', daysAhead: 0 });
const threeDays = inputWith({ sameDay: 'on', daysAhead: 2 });

let clock: VirtualClock;
let actor: Actor<typeof registrationMachine>;
let found: FoundPatients;
let loadedDays: string[];
let loadedDoctors: { readonly day: string; readonly departmentId: string }[];
let trials: Trial[];
let trial: Loaded<{ split: Split }>;
let noDoctors: boolean;
let device: Outcome;
let requests: OrderRequest[];
let show: (event: ReadingEvent) => void;

function begin(input: ErrandInput): void {
  const machine = registrationMachine.provide({
    actors: {
      identify: identifyMachine.provide({
        actors: {
          readCredential: fromCallback<ReadingEvent, { readonly ways: ErrandInput['ways'] }>(({ sendBack }) => {
            show = sendBack;
          }),
          findPatients: fromPromise<FoundPatients, Claim>(async () => found),
        },
      }),
      settlement: settlementMachine.provide({
        actors: {
          checkDevices: fromPromise<Outcome, OrderRequest>(async () => device),
          followOrder: fromCallback<OrderCommand, OrderRequest>(({ input }) => {
            requests.push(input);
          }),
        },
      }),
      loadDepartments: fromPromise<Loaded<{ departments: readonly Department[] }>, { day: string }>(
        async ({ input }) => {
          loadedDays.push(input.day);
          return { ok: true, departments };
        },
      ),
      loadDoctors: fromPromise<Loaded<{ doctors: readonly Doctor[] }>, { day: string; departmentId: string }>(
        async ({ input }) => {
          loadedDoctors.push(input);
          return noDoctors ? { ok: false, trouble: 'hospitalSilent' } : { ok: true, doctors };
        },
      ),
      trial: fromPromise<Loaded<{ split: Split }>, Trial>(async ({ input }) => {
        trials.push(input);
        return trial;
      }),
    },
  });
  actor = createActor(machine, {
    clock: { setTimeout: (task, delay) => clock.after(delay, task), clearTimeout: (cancel: () => void) => cancel?.() },
    input,
  }).start();
}

beforeEach(() => {
  clock = createVirtualClock(0);
  found = { ok: true, records: [{ ...patient, lastVisit: undefined }] };
  loadedDays = [];
  loadedDoctors = [];
  trials = [];
  trial = { ok: true, split };
  noDoctors = false;
  device = { ok: true };
  requests = [];
});

type Event = Parameters<typeof actor.send>[0];
const choose = (id: string): Event => ({ type: 'tap.choose', id });
const tap = (kind: 'back' | 'cancel' | 'confirm'): TapEvent => ({ type: `tap.${kind}` });
const value = () => actor.getSnapshot().value;
const output = () => actor.getSnapshot().output;
const screen = () => registrationScreen(actor.getSnapshot(), at);

async function send(...events: readonly Event[]) {
  for (const event of events) {
    actor.send(event);
    await clock.advance(0);
  }
}
async function identified(input: ErrandInput = todayOnly) {
  begin(input);
  show({
    type: 'credential.read',
    outcome: { ok: true, shown: { credential: { kind: 'hospitalCard', number: 'H1' } } },
  });
  await clock.advance(0);
}
async function reviewing() {
  await identified();
  await send(choose('d0'), choose('dr1'), choose('free'));
}

describe('days', () => {
  test('where only today can be registered for, nobody is asked which day', async () => {
    await identified();
    expect(loadedDays).toEqual([today]);
    expect(screen()).toMatchObject({ name: 'chooseDepartment', patient: '张*三', day: today });
  });

  test('today and the days ahead', async () => {
    await identified(threeDays);
    expect(screen()).toEqual({
      name: 'chooseOne',
      what: 'day',
      patient: '张*三',
      choices: [
        { id: today, title: { day: today }, details: [{ word: 'today' }], open: true },
        { id: '2026-11-22', title: { day: '2026-11-22' }, details: [{ word: 'tomorrow' }], open: true },
        { id: '2026-11-23', title: { day: '2026-11-23' }, details: [], open: true },
      ],
    });
    expect(actor.getSnapshot().can(choose('2026-11-24'))).toBe(false);
    expect(actor.getSnapshot().can(choose('2026-11-20'))).toBe(false);
    await send(choose('2026-11-23'), choose('d1'), choose('dr1'));
    expect(loadedDays).toEqual(['2026-11-23']);
    expect(loadedDoctors).toEqual([{ day: '2026-11-23', departmentId: 'd1' }]);
    expect(screen()).toMatchObject({ name: 'choosePeriod', day: '2026-11-23' });
  });

  test('no registering for today leaves the days ahead, and one of them is taken unasked', async () => {
    await identified(inputWith({ sameDay: 'off', daysAhead: 2 }));
    expect(screen()).toMatchObject({ choices: [{ id: '2026-11-22' }, { id: '2026-11-23' }] });
    expect(actor.getSnapshot().can(choose(today))).toBe(false);
    await identified(inputWith({ sameDay: 'off', daysAhead: 1 }));
    expect(loadedDays).toEqual(['2026-11-22']);
  });

  test('emergencies only: today is marked so, and open', async () => {
    await identified(inputWith({ sameDay: 'emergencyOnly', daysAhead: 1 }));
    expect(screen()).toMatchObject({
      choices: [{ id: today, mark: 'emergencyOnly', open: true }, { id: '2026-11-22' }],
    });
    const [, ahead] = (screen() as Extract<ReturnType<typeof screen>, { name: 'chooseOne' }>).choices;
    expect(ahead).not.toHaveProperty('mark');
    await send(choose(today));
    expect(loadedDays).toEqual([today]);
  });
});

describe('choosing', () => {
  test('what is not in the list, and a full period, cannot be chosen', async () => {
    await identified();
    expect(actor.getSnapshot().can(choose('nowhere'))).toBe(false);
    await send(choose('d0'));
    expect(screen()).toMatchObject({ name: 'chooseDoctor', doctors: [{ id: 'dr1', left: 2, price: 2000 }] });
    expect(actor.getSnapshot().can(choose('nobody'))).toBe(false);
    await send(choose('dr1'));
    expect(actor.getSnapshot().can(choose('full'))).toBe(false);
    expect(actor.getSnapshot().can(choose('free'))).toBe(true);
  });

  test('back goes one choice back each time, to the day, and out', async () => {
    await identified(threeDays);
    await send(choose(today), choose('d0'), choose('dr1'), choose('free'));
    const seen = [];
    for (let n = 0; n < 5; n++) {
      seen.push(value());
      await send(tap('back'));
    }
    expect(seen).toEqual(['reviewing', 'choosingPeriod', 'choosingDoctor', 'choosingDepartment', 'choosingDay']);
    expect(output()).toEqual({ kind: 'left' });
  });

  test('where there is one day, back from the departments leads out', async () => {
    await identified();
    await send(tap('back'));
    expect(output()).toEqual({ kind: 'left' });
  });

  test('another choice after going back is the one that counts', async () => {
    await reviewing();
    await send(tap('back'), tap('back'), tap('back'), choose('d3'), choose('dr1'), choose('free'));
    expect(screen()).toMatchObject({ appointment: { department: name('科室3') } });
  });

  test('doctors that cannot be had end the errand', async () => {
    noDoctors = true;
    await identified();
    await send(choose('d0'));
    expect(output()).toEqual({ kind: 'trouble', trouble: 'hospitalSilent', money: { money: 'untouched' } });
  });
});

describe('before anything is held', () => {
  test('insurance is asked with the patient’s token, and the parts are shown', async () => {
    await reviewing();
    expect(trials).toEqual([{ recordId: 'p1', subject: { kind: 'slot', slotId: 'free' }, insurance: 't' }]);
    expect(screen()).toEqual({
      name: 'confirmAppointment',
      appointment: {
        ...{ patient: '张*三', department: name('科室0'), doctor: name('甲医生'), place: name('二楼 3 室') },
        ...{ day: today, from: '08:00', to: '08:30', price: 2500 },
      },
      split,
    });
  });

  test('a patient without a token asks without one', async () => {
    found = { ok: true, records: [{ recordId: 'p2', masked: '李*', hasCard: true, lastVisit: today }] };
    await reviewing();
    expect(trials).toEqual([{ recordId: 'p2', subject: { kind: 'slot', slotId: 'free' } }]);
  });

  test('a trial that is refused ends the errand with its reason', async () => {
    trial = { ok: false, trouble: 'alreadyRegistered' };
    await reviewing();
    expect(output()).toEqual({ kind: 'trouble', trouble: 'alreadyRegistered', money: { money: 'untouched' } });
    expect(requests).toEqual([]);
  });
});

describe('settling', () => {
  const settledWith = (output: Settled) => ({ type: 'xstate.done.actor.settlement', output }) as unknown as Event;

  test('asks for what was reviewed, at that price', async () => {
    await reviewing();
    await send(tap('confirm'));
    expect(requests).toEqual([
      {
        patient,
        purpose: { kind: 'slot', slotId: 'free' },
        split,
        rows: [
          { label: 'patient', value: { plain: '张*三' } },
          { label: 'when', value: { day: today, from: '08:00', to: '08:30' } },
          { label: 'department', value: { text: name('科室0') } },
          { label: 'doctor', value: { text: name('甲医生') } },
          { label: 'where', value: { text: name('二楼 3 室') } },
          { label: 'price', value: { fen: 2500 } },
        ],
      },
    ]);
    expect(screen()).toEqual({ name: 'working', work: 'lockingSlot' });
  });

  test('a printer without paper refuses before an order is opened', async () => {
    await reviewing();
    device = failed('paperOut');
    await send(tap('confirm'));
    expect(output()).toEqual({ kind: 'trouble', trouble: 'paperOut', money: { money: 'untouched' } });
    expect(requests).toEqual([]);
  });

  test('given up, it leads back to freshly loaded doctors, and another order can be opened', async () => {
    await reviewing();
    await send(tap('confirm'), settledWith({ kind: 'givenUp' }));
    expect(value()).toBe('choosingDoctor');
    expect(loadedDoctors).toHaveLength(2);
    await send(choose('dr1'), choose('free'), tap('confirm'));
    expect(trials).toHaveLength(2);
    expect(requests).toHaveLength(2);
  });

  test('its ending is the errand’s', async () => {
    await reviewing();
    const ending: Settled = { kind: 'trouble', trouble: 'slotTaken', money: { money: 'untouched' }, reference: 'o1' };
    await send(tap('confirm'), settledWith(ending));
    expect(output()).toEqual(ending);
  });
});

test.each([
  [{ ok: false, trouble: 'patientBlocked' } as const, 'patientBlocked'],
  [{ ok: false, trouble: 'patientUnknown' } as const, 'patientUnknown'],
])('somebody who is not let in leaves with the reason', async (answer, trouble) => {
  found = answer;
  await identified();
  expect(output()).toEqual({ kind: 'trouble', trouble, money: { money: 'untouched' } });
});

describe('walked through by every way', () => {
  const ended = (id: string, output: unknown) => ({ type: `xstate.done.actor.${id}`, output }) as unknown as Event;
  const asked = (state: string, output: unknown) => ended(`0.registration.${state}`, output);
  const silent = { ok: false, trouble: 'hospitalSilent' };
  const taps: Event[] = [
    ...[today, '2026-11-22', 'd0', 'd9', 'dr1', 'free', 'full', 'nowhere'].map(choose),
    ...(['back', 'cancel', 'confirm'] as const).map(tap),
    { type: 'journalFailed' },
  ];
  const answers: Readonly<Record<string, readonly Event[]>> = {
    identifying: (
      [{ kind: 'patient', patient }, { kind: 'left' }, { kind: 'trouble', trouble: 'cardLost' }] as Identified[]
    ).map((it) => ended('identify', it)),
    loadingDepartments: [{ ok: true, departments }, silent].map((it) => asked('loadingDepartments', it)),
    loadingDoctors: [{ ok: true, doctors }, silent].map((it) => asked('loadingDoctors', it)),
    asking: [{ ok: true, split }, silent].map((it) => asked('asking', it)),
    settling: [{ kind: 'givenUp' }, { kind: 'left' }].map((it) => ended('settlement', it)),
  };
  const paths = getShortestPaths(registrationMachine, {
    input: threeDays,
    events: (state) => [...taps, ...(answers[String(state.value)] ?? [])],
    serializeState: ({ value, context: { day, department, doctor, slot, ending } }) =>
      JSON.stringify([value, day, department?.id, doctor?.id, slot?.id, ending]),
  });

  test('every state is reached', () => {
    const reached = new Set(paths.map(({ state }) => state.value));
    // It is passed through without a stop.
    const all = Object.keys(registrationMachine.states).filter((state) => state !== 'findingDays');
    expect(reached).toEqual(new Set(all));
  });

  test('everywhere there is a screen, and wherever it waits for the patient there is a way out', () => {
    for (const { state } of paths) {
      if (state.status === 'done') continue;
      expect(registrationScreen(state, at).name).not.toBe('trouble');
      if (!state.hasTag('patient') || state.value === 'identifying') continue;
      expect(registrationScreen(state, at).name).not.toBe('working');
      expect(state.can(tap('back'))).toBe(true);
      expect(state.can(tap('cancel'))).toBe(true);
    }
  });

  test('nothing is settled that was not reviewed, and no full period ever', () => {
    for (const { state, steps } of paths) {
      expect(state.context.slot?.id).not.toBe('full');
      if (state.value === 'settling') expect(steps.at(-1)?.event).toEqual(tap('confirm'));
    }
  });

  test('a journal that fails ends it from anywhere', () => {
    const ends = paths.filter(({ steps }) => steps.at(-1)?.event.type === 'journalFailed');
    expect(ends.length).toBeGreaterThan(0);
    for (const { state } of paths) {
      if (state.status !== 'done') expect(state.can({ type: 'journalFailed' })).toBe(true);
    }
    for (const { state } of ends) {
      expect(state.output).toEqual({ kind: 'trouble', trouble: 'terminalFault', money: { money: 'untouched' } });
    }
  });
});
