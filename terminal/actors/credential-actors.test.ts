import { expect, test } from 'vitest';
import { createActor, setup } from 'xstate';
import { failed, type Outcome } from '../../device-drivers/contract/fault.ts';
import { people } from '../../seeds/people.ts';
import type { Devices } from '../device-bay.ts';
import type { ReadingEvent } from '../flows/identify/identify-setup.ts';
import type { Way } from '../screen/words.ts';
import { readCredentialWith } from './credential-actors.ts';

/** A reader that waits until it is told what it reads; it knows whether anybody still waits for it. */
function reader<T extends object>() {
  const outcome = Promise.withResolvers<Outcome<T>>();
  let signal: AbortSignal | undefined;
  let found = () => {};
  return {
    device: {
      read(stop: AbortSignal, onFound: () => void = () => {}) {
        signal = stop;
        found = onFound;
        return outcome.promise;
      },
    },
    find: () => found(),
    ends: outcome.resolve,
    breaks: outcome.reject,
    get isLeft() {
      return signal === undefined || signal.aborted;
    },
  };
}

/** Lets everything that can settle settle. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

function reading(ways: readonly Way[] = ['idCard', 'hospitalCard', 'socialSecurityCard', 'code']) {
  const idCard = reader<{ card: object }>();
  const chip = reader<{ card: object }>();
  const stripe = reader<{ tracks: object }>();
  const scanner = reader<{ code: object }>();
  const devices = {
    idCardReader: idCard.device,
    chipCardReader: chip.device,
    magneticCardReader: stripe.device,
    barcodeScanner: scanner.device,
  } as unknown as Devices;
  const events: ReadingEvent[] = [];
  const machine = setup({
    types: { events: {} as ReadingEvent },
    actors: { readCredential: readCredentialWith(devices) },
  }).createMachine({
    invoke: { src: 'readCredential', input: { ways } },
    on: { '*': { actions: ({ event }) => events.push(event) } },
  });
  const actor = createActor(machine).start();
  return { idCard, chip, stripe, scanner, events, stop: () => actor.stop() };
}

const [person] = people;
const card = person?.card;
const scanned = (data: string) => ({ ok: true as const, code: { symbology: 'qrCode', aim: ']Q1', data } });

test('an ID card is told by number and name, and comes whole; the other readers are let go', async () => {
  const { idCard, chip, stripe, scanner, events } = reading();
  idCard.find();
  idCard.ends({ ok: true, card: card ?? {} });
  await settled();
  expect(events).toEqual([
    { type: 'card.found', way: 'idCard' },
    {
      type: 'credential.read',
      outcome: {
        ok: true,
        shown: { credential: { kind: 'idCard', number: card?.number, name: card?.name }, idCard: card },
      },
    },
  ]);
  expect([chip, stripe, scanner].every(({ isLeft }) => isLeft)).toBe(true);
});

test('what comes after the first is nobody’s', async () => {
  const { idCard, scanner, events } = reading();
  scanner.ends(scanned('EHC1-1'));
  idCard.ends({ ok: true, card: card ?? {} });
  await settled();
  expect(events).toHaveLength(1);
});

test('a broken reader leaves it to the others; the last one to break says so', async () => {
  const { idCard, chip, stripe, scanner, events } = reading();
  idCard.ends(failed('offline'));
  chip.breaks(new Error('a driver’s bug'));
  stripe.ends(failed('noDevice'));
  await settled();
  expect(events).toEqual([]);
  scanner.ends(failed('timeOut'));
  await settled();
  expect(events).toEqual([{ type: 'credential.read', outcome: failed('timeOut') }]);
});

test('something of no use ends the reading at once, unless a card is just being read', async () => {
  const idle = reading();
  idle.scanner.ends(failed('barcodeInvalid'));
  await settled();
  expect(idle.events).toEqual([{ type: 'credential.read', outcome: failed('barcodeInvalid') }]);

  const busy = reading();
  busy.idCard.find();
  busy.scanner.ends(failed('barcodeInvalid'));
  await settled();
  expect(busy.events).toEqual([{ type: 'card.found', way: 'idCard' }]);
  busy.idCard.ends({ ok: true, card: card ?? {} });
  await settled();
  expect(busy.events.at(-1)).toMatchObject({ type: 'credential.read', outcome: { ok: true } });
});

test('only the devices of the ways are asked', () => {
  const { idCard, chip, stripe, scanner } = reading(['idCard']);
  expect([idCard, chip, stripe, scanner].map(({ isLeft }) => isLeft)).toEqual([false, true, true, true]);
});

test('leaving the screen lets every reader go, and hears no more', async () => {
  const { idCard, scanner, events, stop } = reading();
  stop();
  idCard.find();
  idCard.ends({ ok: true, card: card ?? {} });
  await settled();
  expect(events).toEqual([]);
  expect(scanner.isLeft).toBe(true);
});

const hospitalCard = { kind: 'hospital', number: '990000000001' };
test.each<[string, readonly Way[], object, object]>([
  [
    'a hospital card',
    ['hospitalCard'],
    hospitalCard,
    { ok: true, shown: { credential: { kind: 'hospitalCard', number: '990000000001' } } },
  ],
  ['a hospital card where none is taken', ['socialSecurityCard'], hospitalCard, failed('cardInvalid')],
  ['a social-security card where none is taken', ['hospitalCard'], { kind: 'socialSecurity' }, failed('cardInvalid')],
])('%s in the chip reader', async (_, ways, read, outcome) => {
  const { chip, events } = reading(ways);
  chip.ends({ ok: true, card: read });
  await settled();
  expect(events).toEqual([{ type: 'credential.read', outcome }]);
});

test.each<[string, object, object]>([
  ['the number of the second track', { track2: { status: 'ok', data: '99=1', number: '99' } }, { number: '99' }],
  ['the data, where there is no number', { track3: { status: 'ok', data: '9900' } }, { number: '9900' }],
])('a stripe: %s', async (_, tracks, credential) => {
  const { stripe, events } = reading();
  stripe.ends({ ok: true, tracks });
  await settled();
  expect(events).toMatchObject([{ outcome: { ok: true, shown: { credential } } }]);
});

test('a stripe with nothing that could be a number is of no use', async () => {
  const { stripe, events } = reading();
  stripe.ends({ ok: true, tracks: { track1: { status: 'ok', data: 'a b' }, track2: { status: 'dataInvalid' } } });
  await settled();
  expect(events).toEqual([{ type: 'credential.read', outcome: failed('cardInvalid') }]);
});

test.each<[string, readonly Way[], string, object]>([
  ['digits are a booking’s code where bookings are taken', ['code', 'booking'], '20260001', { kind: 'booking' }],
  ['the same digits are a code that identifies elsewhere', ['code'], '20260001', { kind: 'code' }],
  ['letters identify', ['code', 'booking'], 'EHC1-9901', { kind: 'code', data: 'EHC1-9901' }],
])('scanned: %s', async (_, ways, data, credential) => {
  const { scanner, events } = reading(ways);
  scanner.ends(scanned(data));
  await settled();
  expect(events).toMatchObject([{ outcome: { ok: true, shown: { credential } } }]);
});

test.each([
  ['an address', 'https://example.invalid'],
  ['an address of a wallet', 'WEIXIN://pay'],
  ['too much', 'A'.repeat(513)],
])('%s is no code', async (_, data) => {
  const { scanner, events } = reading();
  scanner.ends(scanned(data));
  await settled();
  expect(events).toEqual([{ type: 'credential.read', outcome: failed('barcodeInvalid') }]);
});
