import { beforeEach, describe, expect, test } from 'vitest';
import { type Actor, createActor, fromCallback, fromPromise } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import { failed } from '../../../device-drivers/contract/fault.ts';
import type { IdCard, ResidentIdCard } from '../../../device-drivers/contract/id-card-reader.ts';
import { createVirtualClock, type VirtualClock } from '../../../simulator/world/virtual-clock.ts';
import { checkDigit } from '../../identity/id-number.ts';
import type { Way } from '../../screen/words.ts';
import { identifyMachine } from './identify-machine.ts';
import { identifyScreen } from './identify-screen.ts';
import type { Claim, FoundPatients, FoundRecord, IdentifyInput, ReadingEvent, Shown } from './identify-setup.ts';

/** Invented: the sequence 000 of an area and day nobody was born under here. */
const numberFrom = (front: string) => `${front}${checkDigit(front)}`;
const number = numberFrom('11010519900307000');
const wrong = `${number.slice(0, 17)}${number.endsWith('1') ? '2' : '1'}`;
const idCard: ResidentIdCard = {
  kind: 'resident',
  name: '张小三',
  sex: 'male',
  nation: '01',
  birth: '19900307',
  address: '示例路1号',
  number,
  authority: '示例公安局',
  validFrom: '20150101',
  validTo: '20350101',
};
const parent: ResidentIdCard = { ...idCard, name: '李小四', number: numberFrom('11010519600307000') };
const shownCard = (card: IdCard): Shown => ({
  credential: { kind: 'idCard', number: card.number, name: card.name },
  idCard: card,
});
const hospitalCard: Shown = { credential: { kind: 'hospitalCard', number: 'H123' } };
const code: Shown = { credential: { kind: 'code', data: 'ehealth' } };
const read = (shown: Shown): ReadingEvent => ({ type: 'credential.read', outcome: { ok: true, shown } });

const record: FoundRecord = { recordId: 'p1', masked: '张*三', lastVisit: '2026-10-01', hasCard: true };
const { lastVisit: _, ...patient } = record;
const older: FoundRecord = {
  recordId: 'p2',
  masked: '张*三',
  lastVisit: undefined,
  hasCard: false,
  insuranceToken: 't',
};
const unknownPatient: FoundPatients = { ok: false, trouble: 'patientUnknown' };
const guardianNeeded: FoundPatients = { ok: false, trouble: 'guardianNeeded' };

const ways: readonly Way[] = ['idCard', 'hospitalCard', 'socialSecurityCard', 'code', 'typedId', 'booking'];
let clock: VirtualClock;
let actor: Actor<typeof identifyMachine>;
let readers: { readonly ways: readonly Way[]; readonly stopped: boolean }[];
let claims: Claim[];
/** What the hospital says, in turn; the last one stays. */
let answers: FoundPatients[];
let show: (event: ReadingEvent) => void;

function begin(input: Partial<IdentifyInput> = {}): void {
  readers = [];
  claims = [];
  const machine = identifyMachine.provide({
    actors: {
      readCredential: fromCallback<ReadingEvent, { readonly ways: readonly Way[] }>(({ input, sendBack }) => {
        const reader = { ...input, stopped: false };
        readers.push(reader);
        show = sendBack;
        return () => {
          reader.stopped = true;
        };
      }),
      findPatients: fromPromise<FoundPatients, Claim>(async ({ input }) => {
        claims.push(input);
        const answer = answers.length > 1 ? answers.shift() : answers[0];
        if (!answer) throw new Error('a bug');
        return answer;
      }),
    },
  });
  actor = createActor(machine, { input: { ways, newcomers: false, ...input } });
  actor.subscribe({ error: () => {} });
  actor.start();
}

beforeEach(() => {
  clock = createVirtualClock(0);
  answers = [{ ok: true, records: [record] }];
  begin();
});

type Event = Parameters<typeof actor.send>[0];
const screen = () => identifyScreen(actor.getSnapshot());
const output = () => actor.getSnapshot().output;
const choose = (id: string): Event => ({ type: 'tap.choose', id });
const enter = (text: string): Event => ({ type: 'tap.enter', text });
const back: Event = { type: 'tap.back' };

async function showing(...shown: readonly Shown[]) {
  for (const it of shown) {
    show({ type: 'card.found', way: 'idCard' });
    show(read(it));
    await clock.advance(0);
  }
}
async function send(...events: readonly Event[]) {
  for (const event of events) {
    actor.send(event);
    await clock.advance(0);
  }
}

describe('every way', () => {
  test.each([
    ['an ID card', shownCard(idCard)],
    ['a hospital card', hospitalCard],
    [
      'a social security card',
      { credential: { kind: 'socialSecurityCard', cardNumber: 'S1', idNumber: number, name: '张小三' } },
    ],
    ['a code', code],
    ['a scanned booking', { credential: { kind: 'booking', code: '123456' } }],
  ] as const)('%s is claimed as it was shown, and leads to the record', async (_, shown) => {
    await showing(shown);
    expect(claims).toEqual([{ credential: shown.credential }]);
    expect(output()).toEqual({ kind: 'patient', patient });
  });

  test('a typed number, its X in any case', async () => {
    const x = numberFrom('11010519900309000');
    expect(x).toMatch(/X$/);
    await send(choose('typedId'));
    expect(screen()).toEqual({ name: 'enterNumber', what: 'idNumber' });
    await send(enter(x.toLowerCase()));
    expect(claims).toEqual([{ credential: { kind: 'typedId', number: x } }]);
    expect(output()).toMatchObject({ kind: 'patient' });
  });

  test('a typed booking code', async () => {
    await send(choose('booking'));
    expect(screen()).toEqual({ name: 'enterNumber', what: 'bookingCode' });
    await send(enter('12345678'));
    expect(claims).toEqual([{ credential: { kind: 'booking', code: '12345678' } }]);
  });

  test('a way that is not among those of the errand cannot be tapped; the readers are told the same ways', () => {
    begin({ ways: ['idCard', 'code'] });
    for (const way of ways) expect(actor.getSnapshot().can(choose(way))).toBe(false);
    expect(readers).toEqual([{ ways: ['idCard', 'code'], stopped: false }]);
    expect(screen()).toEqual({ name: 'presentCredential', whose: 'patient', ways: ['idCard', 'code'] });
  });

  test('nothing is read any more while a number is typed, and again after going back', async () => {
    await send(choose('typedId'));
    expect(readers.map(({ stopped }) => stopped)).toEqual([true]);
    await send(back);
    expect(readers.map(({ stopped }) => stopped)).toEqual([true, false]);
    await send(back);
    expect(output()).toEqual({ kind: 'left' });
  });
});

describe('asked for again', () => {
  test.each(['cardRemoved', 'cardUnreadable', 'cardInvalid', 'barcodeInvalid'] as const)(
    'what was shown with %s, with that reason, until something can be read',
    async (fault) => {
      show({ type: 'card.found', way: 'idCard' });
      expect(screen()).toEqual({ name: 'readingCard', way: 'idCard' });
      show({ type: 'credential.read', outcome: failed(fault) });
      expect(screen()).toEqual({ name: 'presentCredential', whose: 'patient', ways, again: fault });
      expect(readers.map(({ stopped }) => stopped)).toEqual([true, false]);
      await showing(hospitalCard);
      expect(output()).toMatchObject({ kind: 'patient' });
    },
  );

  test('a card whose number has a wrong check digit, and never sent to the hospital', async () => {
    await showing(shownCard({ ...idCard, number: wrong }));
    expect(screen()).toMatchObject({ name: 'presentCredential', again: 'cardUnreadable' });
    expect(claims).toEqual([]);
    expect(actor.getSnapshot().context.shown).toBeUndefined();
  });

  test('a foreigner’s permit has no check digit to be wrong', async () => {
    const { name, sex, birth, validFrom, validTo } = idCard;
    const permit: IdCard = {
      ...{ kind: 'foreignerPermit', name, sex, birth, validFrom, validTo, number: 'DEU110090030700' },
      ...{ chineseName: '', country: 'DEU', version: '01', authorityCode: '1100' },
    };
    await showing(shownCard(permit));
    expect(claims).toHaveLength(1);
  });

  test.each([
    ['typedId', wrong, 'idNumber', 'wrongDigits'],
    ['typedId', '123', 'idNumber', 'wrongDigits'],
    ['booking', '12345', 'bookingCode', 'notANumber'],
    ['booking', '1234567890123', 'bookingCode', 'notANumber'],
    ['booking', '12345x', 'bookingCode', 'notANumber'],
  ])('at %s, “%s”', async (way, text, what, again) => {
    await send(choose(way), enter(text));
    expect(screen()).toEqual({ name: 'enterNumber', what, again });
    expect(claims).toEqual([]);
    await send(back);
    expect(screen()).not.toHaveProperty('again');
  });

  test('a reader that breaks ends the errand with its fault', async () => {
    show({ type: 'credential.read', outcome: failed('offline') });
    expect(output()).toEqual({ kind: 'trouble', trouble: 'offline' });
  });
});

describe('a child', () => {
  beforeEach(() => {
    answers = [guardianNeeded, { ok: true, records: [record] }];
  });

  test('comes with a guardian, whose ID card is claimed with the child’s', async () => {
    await showing(shownCard(idCard));
    expect(screen()).toEqual({ name: 'presentCredential', whose: 'guardian', ways: ['idCard'] });
    expect(readers.at(-1)?.ways).toEqual(['idCard']);
    await showing(shownCard(parent));
    expect(claims.at(-1)).toEqual({
      credential: { kind: 'idCard', number, name: '张小三' },
      guardian: { idNumber: parent.number, name: '李小四' },
    });
    expect(output()).toEqual({ kind: 'patient', patient });
  });

  test('a guardian is known by an ID card alone, and by a right one', async () => {
    await showing(code, hospitalCard, shownCard({ ...parent, number: wrong }));
    expect(screen()).toMatchObject({ whose: 'guardian', again: 'cardUnreadable' });
    show({ type: 'credential.read', outcome: failed('cardRemoved') });
    expect(screen()).toMatchObject({ whose: 'guardian', again: 'cardRemoved' });
    expect(claims).toHaveLength(1);
  });

  test('a guardian the hospital does not take, or asks for a second time, ends it', async () => {
    answers = [guardianNeeded];
    await showing(shownCard(idCard), shownCard(parent));
    expect(output()).toEqual({ kind: 'trouble', trouble: 'guardianUnusable' });
    expect(claims).toHaveLength(2);
  });

  test('a guardian who does not come: the patient leaves', async () => {
    await showing(hospitalCard);
    await send({ type: 'tap.cancel' });
    expect(output()).toEqual({ kind: 'left' });
  });
});

describe('several records of one person', () => {
  beforeEach(async () => {
    answers = [{ ok: true, records: [record, older] }];
    await showing(shownCard(idCard));
  });

  test('are told apart by number and last visit', () => {
    expect(screen()).toEqual({
      name: 'chooseOne',
      what: 'record',
      choices: [
        { id: 'p1', title: { plain: '张*三' }, details: [{ plain: 'p1' }, { day: '2026-10-01' }], open: true },
        { id: 'p2', title: { plain: '张*三' }, details: [{ plain: 'p2' }], open: true },
      ],
    });
  });

  test('one is chosen, and nobody else’s can be', async () => {
    expect(actor.getSnapshot().can(choose('p3'))).toBe(false);
    await send(choose('p2'));
    expect(output()).toEqual({
      kind: 'patient',
      patient: { recordId: 'p2', masked: '张*三', hasCard: false, insuranceToken: 't' },
    });
  });

  test('back shows something else to the machine', async () => {
    await send(back);
    expect(screen()).toEqual({ name: 'presentCredential', whose: 'patient', ways });
  });
});

describe('somebody the hospital does not know', () => {
  beforeEach(() => {
    answers = [unknownPatient];
  });

  test('is a newcomer where the errand is for them, with the whole card', async () => {
    begin({ newcomers: true });
    await showing(shownCard(idCard));
    expect(output()).toEqual({ kind: 'newcomer', newcomer: { card: idCard } });
  });

  test('a child among them comes with its guardian', async () => {
    answers = [guardianNeeded, unknownPatient];
    begin({ newcomers: true });
    await showing(shownCard(idCard), shownCard(parent));
    const guardian = { idNumber: parent.number, name: '李小四' };
    expect(output()).toEqual({ kind: 'newcomer', newcomer: { card: idCard, guardian } });
  });

  test('is no newcomer without an ID card', async () => {
    begin({ newcomers: true });
    await send(choose('typedId'), enter(number));
    expect(output()).toEqual({ kind: 'trouble', trouble: 'patientUnknown' });
  });

  test('is told so anywhere else', async () => {
    await showing(shownCard(idCard));
    expect(output()).toEqual({ kind: 'trouble', trouble: 'patientUnknown' });
  });
});

test.each(['patientBlocked', 'nameDiffers', 'tooManyTries', 'hospitalSilent'] as const)(
  '%s is told as it is',
  async (trouble) => {
    answers = [{ ok: false, trouble }];
    await showing(code);
    expect(output()).toEqual({ kind: 'trouble', trouble });
  },
);

test('a bug while finding ends the errand, and the visit is still there', async () => {
  answers = [];
  await showing(code);
  expect(output()).toEqual({ kind: 'trouble', trouble: 'terminalFault' });
});

describe('walked through by every way', () => {
  const found = (output: FoundPatients) =>
    ({ type: 'xstate.done.actor.0.identify.finding', output }) as unknown as Event;
  const events: Event[] = [
    { type: 'card.found', way: 'idCard' },
    ...[shownCard(idCard), shownCard({ ...idCard, number: wrong }), hospitalCard, code].map(read),
    ...(['cardRemoved', 'offline'] as const).map(
      (fault): Event => ({ type: 'credential.read', outcome: failed(fault) }),
    ),
    ...['typedId', 'booking', 'p1', 'p2', 'p3'].map(choose),
    ...[number, wrong, '123456'].map(enter),
    back,
    { type: 'tap.cancel' },
    { type: 'tap.confirm' },
  ];
  const ends: Event[] = [
    ...[
      { ok: true as const, records: [record] },
      { ok: true as const, records: [record, older] },
      guardianNeeded,
      unknownPatient,
    ].map(found),
    { type: 'xstate.error.actor.0.identify.finding', error: new Error('a bug') } as unknown as Event,
  ];
  const paths = getShortestPaths(identifyMachine, {
    input: { ways, newcomers: true },
    events: (state) => (state.matches('finding') ? [...events, ...ends] : events),
    serializeState: ({ value, context: { shown, guardian, again, result } }) =>
      JSON.stringify([value, shown, guardian, again, result]),
  });

  test('every state is reached', () => {
    const reached = new Set(paths.map(({ state }) => JSON.stringify(state.value)));
    const reading = ['presenting', 'presentingGuardian'];
    const flat = Object.keys(identifyMachine.states).filter((state) => !reading.includes(state));
    const all = [...flat, ...reading.flatMap((state) => [{ [state]: 'waiting' }, { [state]: 'reading' }])];
    expect(reached).toEqual(new Set(all.map((state) => JSON.stringify(state))));
  });

  test('what was shown is kept only while it is being looked up or a guardian asked for', () => {
    for (const { state } of paths) {
      if (state.matches('finding') || state.matches('presentingGuardian')) continue;
      const { shown, guardian } = state.context;
      expect([shown, guardian]).toEqual([undefined, undefined]);
    }
  });

  test('from wherever the patient is asked, there is a way out', () => {
    for (const { state } of paths) {
      if (state.status === 'done') continue;
      expect(state.can({ type: 'tap.cancel' })).toBe(true);
      expect(state.can(back)).toBe(!state.matches('finding'));
    }
  });

  test('no screen shows a number or a whole name', () => {
    for (const { state } of paths) {
      const text = JSON.stringify(identifyScreen(state));
      for (const secret of [number, idCard.name, parent.name]) expect(text).not.toContain(secret);
    }
  });
});

test('before there is anybody to ask, the record is being looked for', () => {
  expect(identifyScreen(undefined)).toEqual({ name: 'working', work: 'findingRecord' });
});
