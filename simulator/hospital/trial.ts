/** A hospital small enough to follow in one's head, and a way to ask it: for tests. Everybody in it is invented. */
import * as v from 'valibot';
import { type ClinicDoctor, usualPolicy } from '../../seeds/clinic.ts';
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
import type { HospitalWorld } from './world.ts';

const text = (en: string) => ({ zh: `试${en}`, en });

const doctor = (id: string, price: number, capacity: number): ClinicDoctor => ({
  id,
  name: text(id),
  title: text('title'),
  speciality: text('speciality'),
  place: text('room'),
  price,
  periods: [
    { from: '08:00', to: '08:30', capacity },
    { from: '08:30', to: '09:00', capacity },
    { from: '13:30', to: '14:00', capacity },
  ],
});

export const trialWorld: HospitalWorld = {
  hospitalId: 'trial',
  name: text('hospital'),
  timeZone: 'Asia/Shanghai',
  errands: ['registration'],
  departments: [
    {
      id: 'heart',
      name: text('heart'),
      place: text('floor 1'),
      doctors: [doctor('h1', 2500, 2), doctor('h2', 5000, 1)],
    },
    { id: 'free', name: text('free'), place: text('floor 2'), doctors: [doctor('f1', 0, 3)] },
  ],
  patients: [
    { recordId: 'R1', idNumber: '11010519491231002X', name: '张明远', blocked: false },
    { recordId: 'R2', idNumber: '440524188001010014', name: '𠮷小满', blocked: false },
    { recordId: 'R3', idNumber: '320100196908149951', name: '钱大有', blocked: true },
  ],
  policy: usualPolicy,
};

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

export function createTrial(world: HospitalWorld = trialWorld): Trial {
  const model = createHospitalModel({ world, now: () => trial.now, chance: () => 0.5 });
  const answer = createAnswer(model);
  const trial: Trial = {
    model,
    answer,
    now: trialStart,
    pass(seconds) {
      trial.now += seconds * 1000;
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

/** Locks a number for a patient and opens an order for it; both ids end in `key`. */
export function lockAndOrder(trial: Trial, key: string, slotId = trialSlot, recordId = 'R1') {
  const lock = value(trial.ask('lockSlot', { lockId: `L${key}`, slotId, recordId }));
  const input = { orderNumber: `O${key}`, lockId: `L${key}`, amount: lock.amount.self, subject: 'registration' };
  return { lock, order: value(trial.ask('createPaymentOrder', input)) };
}
