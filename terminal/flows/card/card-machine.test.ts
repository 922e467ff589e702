import { beforeEach, expect, test } from 'vitest';
import { type Actor, createActor, fromCallback, fromPromise, type SnapshotFrom } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import type { ResidentIdCard } from '../../../device-drivers/contract/id-card-reader.ts';
import { createVirtualClock, type VirtualClock } from '../../../simulator/world/virtual-clock.ts';
import type { Capabilities } from '../../hospital/contract/capabilities.ts';
import { checkDigit } from '../../identity/id-number.ts';
import type { Way } from '../../screen/words.ts';
import { type Ending, troubled } from '../ending.ts';
import { identifyMachine } from '../identify/identify-machine.ts';
import type { Claim, FoundPatients, IdentifyInput, ReadingEvent } from '../identify/identify-setup.ts';
import type { Loaded } from '../loaded.ts';
import type { Identified, KnownPatient, Newcomer } from '../patient.ts';
import type { OrderRequest } from '../settlement/order-request.ts';
import type { settlementMachine } from '../settlement/settlement-machine.ts';
import type { Settled } from '../settlement/settlement-setup.ts';
import { cardMachine } from './card-machine.ts';
import { cardScreen } from './card-screen.ts';

/** Invented: the sequence 000 of an area and day nobody was born under here. */
const idCard: ResidentIdCard = {
  kind: 'resident',
  name: '张小三',
  sex: 'male',
  nation: '01',
  birth: '19900307',
  address: '示例路1号',
  number: `11010519900307000${checkDigit('11010519900307000')}`,
  authority: '示例公安局',
  validFrom: '20150101',
  validTo: '20350101',
};
const phone = '13812345678';
const newcomer: Newcomer = { card: idCard, guardian: { idNumber: '110105196001010000', name: '张大' } };
const stranger: Identified = { kind: 'newcomer', newcomer };
const patient: KnownPatient = { recordId: 'R1', masked: '张*三', hasCard: false };
const identified = (hasCard: boolean): Identified => ({
  kind: 'patient',
  patient: { ...patient, hasCard, insuranceToken: 'token' },
});
const policy = { card: { fee: 500, replacementFee: 1000 } } as Capabilities;
const input = { today: '2026-11-21', ways: ['idCard', 'hospitalCard', 'typedId'] as const, policy };
const at = { zone: 'Asia/Shanghai', scan: true };
const ended: Ending = troubled('cardCaptured');

let clock: VirtualClock;
let actor: Actor<typeof cardMachine>;
let created: Loaded<{ recordId: string }>;
let asked: { readonly newcomer: Newcomer; readonly phone: string }[];
let identifications: IdentifyInput[];
let requests: OrderRequest[];
let settle: (settled: Settled) => void;

beforeEach(() => {
  clock = createVirtualClock(0);
  created = { ok: true, recordId: 'R9' };
  asked = [];
  identifications = [];
  requests = [];
});

const identifyAs = (who: Identified) =>
  fromPromise<Identified, IdentifyInput>(async ({ input }) => {
    identifications.push(input);
    return who;
  }) as unknown as typeof identifyMachine;

/** Identifies as it is really done: the card lies on the reader, and the hospital knows nobody by it. */
const unknownToHospital = identifyMachine.provide({
  actors: {
    readCredential: fromCallback<ReadingEvent, { readonly ways: readonly Way[] }>(({ sendBack }) => {
      const credential = { kind: 'idCard', number: idCard.number, name: idCard.name } as const;
      sendBack({ type: 'credential.read', outcome: { ok: true, shown: { credential, idCard } } });
    }),
    findPatients: fromPromise<FoundPatients, Claim>(async () => ({ ok: false, trouble: 'patientUnknown' })),
  },
});

async function begin(identify: typeof identifyMachine, offered: Capabilities = policy) {
  const machine = cardMachine.provide({
    actors: {
      identify,
      settlement: fromPromise<Settled, OrderRequest>(
        ({ input }) =>
          new Promise((resolve) => {
            requests.push(input);
            settle = resolve;
          }),
      ) as unknown as typeof settlementMachine,
      createRecord: fromPromise(async ({ input }) => {
        asked.push(input);
        return created;
      }),
    },
  });
  actor = createActor(machine, { input: { ...input, policy: offered } }).start();
  await clock.advance(0);
}

const screen = () => cardScreen(actor.getSnapshot(), at);
const output = () => actor.getSnapshot().output;
const inside = () => JSON.stringify(actor.getPersistedSnapshot());

async function choose(id: string) {
  actor.send({ type: 'tap.choose', id });
  await clock.advance(0);
}

async function toRecord() {
  await begin(identifyAs(stranger));
  actor.send({ type: 'tap.enter', text: phone });
}

test('only the ID card says whose card it is, and newcomers are welcome', async () => {
  await begin(identifyAs(identified(false)));
  expect(identifications).toEqual([{ ways: ['idCard'], newcomers: true }]);
});

test.each([
  [false, 'newCard', 500],
  [true, 'replaceCard', 1000],
])('somebody who has a card (%s) is offered %s, at its fee', async (hasCard, word, fee) => {
  await begin(identifyAs(identified(hasCard)));
  const rows = [
    { label: 'patient', value: { plain: '张*三' } },
    { label: 'what', value: { word } },
    { label: 'fee', value: { fen: fee } },
  ];
  expect(screen()).toEqual({ name: 'review', what: 'card', rows, options: ['issueCard'] });
  await choose('somethingElse');
  expect(requests).toEqual([]);
  await choose('issueCard');
  expect(requests).toEqual([
    {
      patient: { ...patient, hasCard },
      purpose: { kind: 'card', replaces: hasCard },
      split: { total: fee, insured: 0, self: fee },
      rows,
    },
  ]);
  settle(ended);
  await clock.advance(0);
  expect(output()).toEqual(ended);
});

test('a payment given up leads back to the summary', async () => {
  await begin(identifyAs(identified(true)));
  await choose('issueCard');
  settle({ kind: 'givenUp' });
  await clock.advance(0);
  expect(screen()).toMatchObject({ name: 'review', what: 'card' });
});

test.each(['1381234567', '138123456789', '23812345678', '1381234567X', ''])(
  'the phone number %o is asked for again',
  async (wrong) => {
    await begin(identifyAs(stranger));
    expect(screen()).toEqual({ name: 'enterNumber', what: 'phone' });
    actor.send({ type: 'tap.enter', text: wrong });
    expect(screen()).toEqual({ name: 'enterNumber', what: 'phone', again: 'wrongDigits' });
    actor.send({ type: 'tap.enter', text: phone });
    expect(screen()).toMatchObject({ name: 'review' });
    actor.send({ type: 'tap.back' });
    expect(screen()).toEqual({ name: 'enterNumber', what: 'phone' });
    expect(inside()).not.toContain(phone);
  },
);

test('a newcomer agrees to a record, of which only masked words are shown', async () => {
  await toRecord();
  expect(screen()).toEqual({
    name: 'review',
    what: 'newRecord',
    rows: [
      { label: 'patient', value: { plain: '张*三' } },
      { label: 'idNumber', value: { plain: `110***********${idCard.number.slice(-4)}` } },
      { label: 'phone', value: { plain: '138****5678' } },
    ],
    options: ['agree'],
  });
  await choose('issueCard');
  expect(asked).toEqual([]);
  await choose('agree');
  expect(asked).toEqual([{ newcomer, phone }]);
  expect(screen()).toMatchObject({ name: 'review', what: 'card' });
  await choose('issueCard');
  expect(requests).toMatchObject([
    {
      patient: { recordId: 'R9', masked: '张*三', hasCard: false },
      purpose: { replaces: false },
      split: { self: 500 },
    },
  ]);
});

const personal = [idCard.name, idCard.number, idCard.address, phone, '张大'];

test('what the newcomer showed and typed is dropped as soon as the record exists', async () => {
  await toRecord();
  for (const it of personal) expect(inside()).toContain(it);
  await choose('agree');
  for (const it of personal) expect(inside()).not.toContain(it);
});

test('nor does anything of the card stay behind in the identifying', async () => {
  await begin(unknownToHospital);
  actor.send({ type: 'tap.enter', text: phone });
  await choose('agree');
  expect(screen()).toMatchObject({ name: 'review', what: 'card' });
  expect(inside()).not.toContain(idCard.name);
  expect(inside()).not.toContain(idCard.number);
});

test.each<[string, () => void]>([
  ['leaves', () => actor.send({ type: 'tap.cancel' })],
  ['is cut off by the journal', () => actor.send({ type: 'journalFailed' })],
])('of a newcomer who %s nothing is kept', async (_, leave) => {
  await toRecord();
  leave();
  expect(output()).toBeDefined();
  for (const it of personal) expect(inside()).not.toContain(it);
});

test('a record that cannot be made ends the errand with its trouble, nothing ordered', async () => {
  created = { ok: false, trouble: 'phoneLimit' };
  await toRecord();
  await choose('agree');
  expect(output()).toEqual(troubled('phoneLimit'));
  expect(requests).toEqual([]);
  for (const it of personal) expect(inside()).not.toContain(it);
});

test('a hospital that issues no cards at terminals asks nobody who they are', async () => {
  await begin(identifyAs(identified(false)), { ...policy, card: null });
  expect(output()).toEqual(troubled('noCard'));
  expect(identifications).toEqual([]);
});

test.each<[Identified, Ending]>([
  [{ kind: 'left' }, { kind: 'left' }],
  [{ kind: 'trouble', trouble: 'patientBlocked' }, troubled('patientBlocked')],
])('nobody identified: %o', async (who, ending) => {
  await begin(identifyAs(who));
  expect(output()).toEqual(ending);
});

/** The events of a visit as the machine gets them, its actors' answers among them. */
const answer = (id: string, output: unknown) => ({ type: `xstate.done.actor.${id}`, output });
const events = [
  answer('identify', identified(true)),
  answer('identify', stranger),
  answer('0.card.creatingRecord', { ok: true, recordId: 'R9' }),
  answer('settlement', { kind: 'givenUp' }),
  answer('settlement', ended),
  { type: 'tap.enter', text: phone },
  { type: 'tap.enter', text: '1' },
  { type: 'tap.choose', id: 'agree' },
  { type: 'tap.choose', id: 'issueCard' },
  { type: 'tap.back' },
  { type: 'tap.cancel' },
] as never[];

/** It passes through `opening` without stopping there. */
const screens: Readonly<Partial<Record<SnapshotFrom<typeof cardMachine>['value'], string>>> = {
  identifying: 'presentCredential',
  enteringPhone: 'enterNumber',
  reviewingRecord: 'review',
  creatingRecord: 'working',
  reviewingCard: 'review',
  settling: 'working',
  done: 'working',
};

test('every state is reached, shows its screen, and lets the patient leave while it waits for them', () => {
  const paths = getShortestPaths(cardMachine, { events, input });
  const reached = new Set(paths.map(({ state }) => state.value));
  expect([...reached].sort()).toEqual(Object.keys(screens).sort());
  for (const { state } of paths) {
    const shown = cardScreen(state, at);
    expect(shown.name).toBe(screens[state.value]);
    for (const it of personal) expect(JSON.stringify(shown)).not.toContain(it);
    if (!state.hasTag('patient') || state.matches('identifying')) continue;
    expect([state.can({ type: 'tap.back' }), state.can({ type: 'tap.cancel' })]).toEqual([true, true]);
  }
});
