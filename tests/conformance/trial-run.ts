/** A conformance run in process, on virtual time: against the virtual hospital, or one that was spoilt. */
import { readFileSync } from 'node:fs';
import { demonstrationHospital } from '../../seeds/hospital.ts';
import { type Answer, createAnswer } from '../../simulator/hospital/answer.ts';
import { createInProcessNetwork } from '../../simulator/hospital/in-process-network.ts';
import { createHospitalModel } from '../../simulator/hospital/model.ts';
import { noticePublicKey } from '../../simulator/hospital/notices.ts';
import type { HospitalWorld } from '../../simulator/hospital/world.ts';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import { hookPayer } from '../../terminal/hospital/conformance/payer.ts';
import { type Outcome, runRules } from '../../terminal/hospital/conformance/run.ts';
import { readSettings, type Settings } from '../../terminal/hospital/conformance/settings.ts';
import type { Network } from '../../terminal/hospital/network.ts';

export const exampleFile = 'docs/conformance.example.json';

export function exampleSettings(): Settings {
  const read = readSettings(readFileSync(exampleFile, 'utf8'));
  if (!read.ok) throw new Error(read.mistakes.join('\n'));
  return read.settings;
}

export interface TrialRun {
  readonly spoil?: (answer: Answer) => Answer;
  readonly world?: HospitalWorld;
  readonly settings?: Settings;
  /** Somebody pays; unless told, yes. */
  readonly pays?: boolean;
}

const noticeKey = new Uint8Array(32).fill(9);
const payAddress = 'http://payer.invalid/pay';
const baseUrl = 'http://hospital.invalid/api/v1';

export async function trialRun(trial: TrialRun = {}) {
  const {
    spoil = (answer) => answer,
    world = demonstrationHospital,
    settings = exampleSettings(),
    pays = true,
  } = trial;
  // 08:10 in Nanjing.
  const clock = createVirtualClock(Date.UTC(2026, 10, 20, 0, 10));
  const model = createHospitalModel({ world, now: clock.now, chance: () => 0, noticeKey });
  const answer = spoil(createAnswer(model));
  const hospital = createInProcessNetwork({ answer, baseUrl });
  const network: Network = async (request) => {
    if (request.url !== payAddress) return hospital(request);
    const paid = model.controls.pay(JSON.parse(request.body ?? '{}').orderNumber);
    return { status: paid.ok ? 200 : 409, headers: {}, body: '' };
  };
  let count = 0;
  const chance = { bytes: (length: number) => Uint8Array.from({ length }, (_, at) => (++count >> (at * 5)) & 31) };
  const payer = pays ? hookPayer(network, clock, payAddress) : undefined;
  const lines: Outcome[] = [];
  const listener = { group: () => {}, outcome: (outcome: Outcome) => void lines.push(outcome) };
  const options = { network, clock, chance, baseUrl, settings, payer, noticeKey: noticePublicKey(noticeKey) };
  let isOver = false;
  const running = runRules(options, listener).finally(() => {
    isOver = true;
  });
  await clock.runUntil(() => isOver, 24 * 3_600_000);
  const run = await running;
  return { model, run, outcomes: lines, ids: (result: Outcome['result']) => idsOf(lines, result) };
}

const idsOf = (outcomes: readonly Outcome[], result: Outcome['result']) =>
  outcomes.filter((it) => it.result === result).map(({ rule }) => rule.id);
