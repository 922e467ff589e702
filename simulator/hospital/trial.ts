/** A way to ask a virtual hospital over its bytes: for tests. */
import * as v from 'valibot';
import type { Subject } from '../../terminal/hospital/contract/locks.ts';
import { type VerbName, type Verbs, verbs } from '../../terminal/hospital/contract.ts';
import { refusalStatus } from '../../terminal/hospital/refusal.ts';
import {
  type InputOf,
  pathNames,
  type RefusalOf,
  type ReplyOf,
  serverTimeHeader,
  type Verb,
} from '../../terminal/hospital/verb.ts';
import { type Answer, createAnswer } from './answer.ts';
import { createHospitalModel, type HospitalModel } from './model.ts';
import { granted, type Answer as Outcome, refused } from './once.ts';
import { trialWorld } from './trial-world.ts';
import type { HospitalWorld } from './world.ts';

/** 2026-11-20, 08:10 in Nanjing. */
export const trialStart = Date.UTC(2026, 10, 20, 0, 10);
export const trialDay = '2026-11-20';
export const trialSlot = '20261120-h1-0800';

export interface Trial {
  readonly model: HospitalModel;
  readonly answer: Answer;
  /** UTC milliseconds; set it to let time pass, or jump. */
  now: number;
  pass(seconds: number): void;
  /** Asks over `answer`, as bytes would; throws where a reply is not as the contract has it. */
  ask<N extends VerbName>(name: N, input: InputOf<Verbs[N]>): Outcome<ReplyOf<Verbs[N]>, RefusalOf<Verbs[N]>>;
}

export function createTrial(world: HospitalWorld = trialWorld, start = trialStart): Trial {
  let now = start;
  const model = createHospitalModel({ world, now: () => now, chance: () => 0.5 });
  const answer = createAnswer(model);
  const trial: Trial = {
    model,
    answer,
    get now() {
      return now;
    },
    set now(instant) {
      now = instant;
    },
    pass(seconds) {
      now += seconds * 1000;
    },
    ask<N extends VerbName>(name: N, input: InputOf<Verbs[N]>) {
      return readReply(verbs[name], answer(requestOf(verbs[name], input))) as Outcome<
        ReplyOf<Verbs[N]>,
        RefusalOf<Verbs[N]>
      >;
    },
  };
  return trial;
}

function requestOf(verb: Verb, input: object) {
  const values: Record<string, unknown> = { ...input };
  const path = verb.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])));
  for (const name of pathNames(verb.path)) delete values[name];
  const { method } = verb;
  if (method !== 'GET') return { method, url: path, body: JSON.stringify(values) };
  return { method, url: `${path}?${new URLSearchParams(values as Record<string, string>)}` };
}

function readReply(verb: Verb, reply: ReturnType<Answer>): Outcome<unknown> {
  if (!reply.headers[serverTimeHeader]) throw new Error('a reply without the server’s time');
  const body: unknown = JSON.parse(reply.body);
  if (reply.status === 200) return granted(v.parse(verb.reply, body));
  const { code } = v.parse(v.object({ code: v.string(), title: v.string() }), body);
  if (!verb.refusals.includes(code)) throw new Error(`refused with ${code}, which is not a code of this verb`);
  if (reply.status !== refusalStatus(code)) throw new Error(`${code} with status ${reply.status}`);
  return refused(code);
}

/** What a verb granted; throws when it refused. */
export function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${outcome.code}`);
  return outcome.value;
}

/** The code a verb refused with, or `granted`. */
export const code = (outcome: Outcome<unknown>): string => (outcome.ok ? 'granted' : outcome.code);

export const terminal = 'T-1';
export const slotSubject = (slotId: string) => ({ kind: 'slot', slotId }) as const;

/** Holds something for a patient under the id `L` and the key. */
export function hold(
  trial: Trial,
  key: string,
  subject: Subject,
  more: { recordId?: string; insurance?: string } = {},
) {
  return trial.ask('lock', { lockId: `L${key}`, terminal, recordId: 'R1', subject, ...more });
}

/** Holds something and opens an order for it; both ids end in `key`. */
export function holdAndOrder(trial: Trial, key: string, subject: Subject, more: Parameters<typeof hold>[3] = {}) {
  const lock = value(hold(trial, key, subject, more));
  const input = { orderNumber: `O${key}`, lockId: `L${key}`, amount: lock.amount.self };
  return { lock, order: value(trial.ask('createPaymentOrder', input)) };
}

/** Locks a number for a patient and opens an order for it. */
export const lockAndOrder = (trial: Trial, key: string, slotId = trialSlot, recordId = 'R1') =>
  holdAndOrder(trial, key, slotSubject(slotId), { recordId });

/** Confirms what is held and ordered under a key. */
export const confirm = (trial: Trial, key: string, recordId = 'R1') =>
  trial.ask('confirm', { orderNumber: `O${key}`, lockId: `L${key}`, recordId });

/** The insurance token of the first patient, as their social-security card gets it. */
export function insuranceToken(trial: Trial): string {
  const person = { idNumber: '11010519491231002X', name: '张明远' };
  const credential = { kind: 'socialSecurityCard', cardNumber: 'A00000001', ...person } as const;
  const token = value(trial.ask('findPatient', { credential })).patients[0]?.insurance?.token;
  if (token === undefined) throw new Error('the first patient of the trial is insured');
  return token;
}
