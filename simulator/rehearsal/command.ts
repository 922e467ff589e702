/** What the bench's page, a scenario and a recording may ask for. */
import * as v from 'valibot';
import { deviceKinds } from '../../device-drivers/contract/device-event.ts';
import type { CodeKind } from '../../seeds/city.ts';
import { lockVerbs } from '../../terminal/hospital/contract/locks.ts';
import { accidents } from '../devices/sheet-printer.ts';
import { isFaultOf } from '../devices/shelf-faults.ts';
import { type MisbehaviourName, misbehaviours } from '../hospital/misbehaviour.ts';
import { chargeOutcomes } from '../hospital/payer-codes.ts';
import { weathers } from './weather.ts';

const codeKinds = ['eHealthCard', 'eVoucher', 'virtualCard'] as const satisfies readonly CodeKind[];
/** What a confirmation can be refused with; a conflict is its sender's own doing. */
const refusals = lockVerbs.confirm.refusals.filter((it) => it !== 'conflict');
const cardMakes = ['factory', 'blank', 'foreign'] as const;

const Id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,32}$/));
const Day = v.pipe(v.string(), v.isoDate());
/** A place in the list of invented people. */
const Person = v.pipe(v.number(), v.integer(), v.minValue(0));
const upTo = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));
const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const Device = v.picklist(deviceKinds);
const Misbehaviour = v.picklist(Object.keys(misbehaviours) as MisbehaviourName[]);

/** Hands that need nothing said. */
const plainHands = [
  ...(['takeCard', 'takeSlips', 'openCover', 'closeCover'] as const),
  ...(['takeChipCard', 'putIssuedCard', 'putBankCard', 'hideCode', 'showPayerCode'] as const),
  ...(['takeOfferedCard', 'emptyCardStack', 'emptyCardBin', 'jamNextCard', 'freeCardPath'] as const),
  ...(['jamReportPrinter', 'freeReportPrinter', 'takeSheets'] as const),
] as const;

/** At the devices of one terminal. */
const deviceHands = [
  v.strictObject({ do: v.picklist(plainHands) }),
  v.strictObject({ do: v.literal('putCard'), person: Person }),
  v.strictObject({
    do: v.literal('putChipCard'),
    person: Person,
    card: v.picklist(['socialSecurity', 'hospital']),
  }),
  v.strictObject({ do: v.literal('swipeCard'), person: Person }),
  v.strictObject({
    do: v.literal('swipeTrack'),
    track2: v.pipe(v.string(), v.regex(/^[0-9=]{1,37}$/)),
  }),
  v.strictObject({ do: v.literal('showCode'), person: Person, code: v.picklist(codeKinds) }),
  v.strictObject({ do: v.literal('showText'), text: v.pipe(v.string(), v.minLength(1), v.maxLength(1_000)) }),
  v.strictObject({ do: v.literal('setPaper'), millimetres: v.pipe(v.number(), v.minValue(0), v.maxValue(100_000)) }),
  /** At the end of the stack: from the factory unless told; with no chip in them; or somebody else's, behind their keys. */
  v.strictObject({ do: v.literal('loadCards'), count: upTo(300), made: v.optional(v.picklist(cardMakes)) }),
  v.strictObject({ do: v.literal('setSheets'), sheets: upTo(1_000) }),
  /** Others printed them before, and left them in the tray. */
  v.strictObject({ do: v.literal('leaveSheets'), sheets: upTo(150) }),
  v.strictObject({ do: v.literal('setToner'), pages: upTo(10_000) }),
  v.strictObject({
    do: v.literal('setReceiptPrinter'),
    power: v.optional(v.picklist(['on', 'off'])),
    cutter: v.optional(v.picklist(['ok', 'jammed'])),
    path: v.optional(v.picklist(['ok', 'jammed'])),
    head: v.optional(v.picklist(['ok', 'hot'])),
    electronics: v.optional(v.picklist(['ok', 'broken'])),
  }),
  v.strictObject({
    do: v.literal('setReportPrinter'),
    power: v.optional(v.picklist(['on', 'off'])),
    cover: v.optional(v.picklist(['closed', 'open'])),
    accepting: v.optional(v.boolean()),
  }),
  v.strictObject({ do: v.literal('failAtPage'), page: upTo(100), accident: v.picklist(accidents) }),
  v.pipe(
    v.strictObject({
      do: v.literal('fault'),
      device: Device,
      fault: v.string(),
      until: v.picklist(['once', 'cleared']),
    }),
    v.check(({ device, fault }) => isFaultOf(device, fault), 'this device has no such fault'),
  ),
  v.strictObject({ do: v.literal('clearFaults'), device: Device }),
  v.strictObject({ do: v.picklist(['unplug', 'plugIn']), device: Device }),
  /** What is not told stays as it is. */
  v.strictObject({
    do: v.literal('setLines'),
    noise: v.optional(Share),
    flips: v.optional(Share),
    chunks: v.optional(v.boolean()),
  }),
] as const;

/** At the hospital, and with the phones of those who pay. Without an order's number, the one that waits. */
const hospitalHands = [
  v.strictObject({ do: v.picklist(['startPaying', 'pay', 'decline']), order: v.optional(Id) }),
  v.strictObject({ do: v.literal('nextCharge'), outcome: v.picklist(chargeOutcomes) }),
  v.strictObject({ do: v.literal('releaseItem'), order: Id, item: Id }),
  v.strictObject({ do: v.literal('settleElsewhere'), id: Id, channel: v.optional(v.picklist(['app', 'window'])) }),
  v.strictObject({ do: v.literal('refundElsewhere'), order: Id, amount: upTo(10_000_000) }),
  v.strictObject({ do: v.literal('holdElsewhere'), bill: Id, held: v.boolean() }),
  v.strictObject({ do: v.literal('reprice'), id: Id, price: upTo(1_000_000) }),
  v.strictObject({
    do: v.picklist(['cancelClinic', 'reopenClinic']),
    doctor: Id,
    day: v.optional(Day),
  }),
  v.strictObject({ do: v.literal('sellElsewhere'), slot: Id, count: upTo(100) }),
  v.strictObject({ do: v.picklist(['blockPatient', 'unblockPatient']), record: Id }),
  v.strictObject({ do: v.literal('refuseNextConfirm'), code: v.picklist(refusals) }),
  v.strictObject({ do: v.picklist(['bounceNextRefund', 'refuseNextUndo', 'behave']) }),
  v.strictObject({
    do: v.literal('refuseNextSettlement'),
    code: v.picklist(['insuranceRefused', 'amountDiffers']),
  }),
  v.strictObject({ do: v.literal('reportCardLost'), person: Person }),
  /** From now on; fen. Without a card, none are sold at terminals. */
  v.strictObject({
    do: v.literal('changePolicy'),
    payWithinSeconds: v.optional(upTo(3600)),
    settle: v.optional(v.picklist(['beforePayment', 'afterPayment'])),
    card: v.optional(v.nullable(v.strictObject({ fee: upTo(100_000), replacementFee: upTo(100_000) }))),
  }),
  v.strictObject({ do: v.literal('announce'), zh: v.string(), en: v.string(), minutes: upTo(10_000) }),
  v.strictObject({
    do: v.literal('misbehave'),
    /** A verb of the contract; any unless told. */
    verb: v.optional(v.string()),
    name: Misbehaviour,
    until: v.picklist(['once', 'cleared']),
    /** Of what is late in it. */
    seconds: v.optional(upTo(600)),
  }),
] as const;

/** At one terminal as a whole: its glass, its network, its power. */
const terminalHands = [
  /** What the page sends: made on the screen that stands, or on one that stood so many screens before. */
  v.strictObject({ do: v.literal('tap'), tap: v.looseObject({ kind: v.string() }), older: v.optional(upTo(1_000)) }),
  v.strictObject({ do: v.literal('setWeather'), weather: v.picklist(weathers) }),
  /** At a journal write: after so many others, the record on the disk or not. */
  v.strictObject({ do: v.literal('cutAtWrite'), record: v.picklist(['lost', 'written']), after: upTo(1_000) }),
  v.strictObject({ do: v.picklist(['cutPower', 'powerOn']) }),
  v.strictObject({ do: v.literal('setDisk'), disk: v.picklist(['ok', 'full']) }),
  /** Its own clock jumps, forward or back, and nobody else's. */
  v.strictObject({ do: v.literal('shiftClock'), seconds: v.pipe(v.number(), v.integer()) }),
  /** What the technician's authenticator app shows now. */
  v.strictObject({ do: v.literal('enterOneTimeCode') }),
] as const;

export const DeviceCommand = v.variant('do', deviceHands);
export type DeviceCommand = v.InferOutput<typeof DeviceCommand>;

export const HospitalCommand = v.variant('do', hospitalHands);
export type HospitalCommand = v.InferOutput<typeof HospitalCommand>;

export const TerminalCommand = v.variant('do', terminalHands);
export type TerminalCommand = v.InferOutput<typeof TerminalCommand>;

/** What can be done at a bench whose terminal is somebody else's: to devices, to the hospital, with phones. */
export const BenchCommand = v.variant('do', [...deviceHands, ...hospitalHands]);
export type BenchCommand = v.InferOutput<typeof BenchCommand>;

/** What can be done to a rehearsal: with the same at the same times it goes the same way again. */
export const RehearsalCommand = v.variant('do', [...deviceHands, ...hospitalHands, ...terminalHands]);
export type RehearsalCommand = v.InferOutput<typeof RehearsalCommand>;

/** What is wrong with something that is no command, place by place. */
export function whyNot(issues: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): string {
  const { root = [], nested = {} } = v.flatten(issues);
  const places = Object.entries(nested).map(([place, why]) => `${place}: ${why?.join(', ')}`);
  return [...root, ...places].join('; ');
}
