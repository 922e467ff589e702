/** The conformance run: it keeps quiet about a hospital that keeps the contract, and finds what each other one does not. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { demonstrationHospital } from '../seeds/hospital.ts';
import { createAnswer } from '../simulator/hospital/answer.ts';
import { createHandlers } from '../simulator/hospital/handlers.ts';
import { createHospitalModel } from '../simulator/hospital/model.ts';
import { noticePublicKey } from '../simulator/hospital/notices.ts';
import { startHospitalServer } from '../simulator/hospital/server.ts';
import { groups } from '../terminal/hospital/conformance/rules.ts';
import { personalData, readSettings } from '../terminal/hospital/conformance/settings.ts';
import { mutants } from './conformance/mutants.ts';
import type { Mutant, Spoil } from './conformance/spoiling.ts';
import { exampleFile, exampleSettings, trialRun } from './conformance/trial-run.ts';

const allIds = groups.flatMap(({ rules }) => rules.map(({ id }) => id));
const { policy } = demonstrationHospital;
const worldWith = (change: object) => ({ ...demonstrationHospital, policy: { ...policy, ...change } });
const settlingFirst = worldWith({ insurance: { settle: 'beforePayment', undoBeforeRefund: true, undoSeconds: 3 } });

describe('a hospital that keeps the contract', () => {
  test('keeps every rule, and each can be tried', async () => {
    const { ids } = await trialRun();
    expect(ids('broken')).toEqual([]);
    expect(ids('notTried')).toEqual([]);
    expect(ids('kept')).toEqual(allIds);
  });

  test('keeps every rule where insurance settles before the payment', async () => {
    const { ids } = await trialRun({ world: settlingFirst });
    expect(ids('broken')).toEqual([]);
    expect(ids('notTried')).toEqual(['insurance.undoBeforeRefund']);
  });

  test('gives back what was taken: every number, every order, all money', async () => {
    const { model } = await trialRun();
    const { ledgers } = model;
    expect(ledgers.locks().filter(({ state }) => state === 'held')).toEqual([]);
    expect(ledgers.payments().filter(({ state }) => state !== 'CLOSED' && state !== 'SUCCESS')).toEqual([]);
    // The card stays: nothing takes a card back.
    const kept = ledgers.accounts().filter(({ captured, refunded }) => captured !== refunded);
    expect(kept.map(({ delivered }) => delivered)).toEqual([policy.card?.fee]);
    expect(ledgers.registrations()).toEqual([]);
  });

  test('what needs a payer is not tried without one, and never said to be kept', async () => {
    const { ids, outcomes } = await trialRun({ pays: false });
    expect(ids('broken')).toEqual([]);
    expect(ids('notTried')).toEqual(expect.arrayContaining(['order.paid', 'refund.sameId', 'settlement.sameId']));
    const reasons = outcomes.flatMap(({ result, why }) => (result === 'notTried' ? [why] : []));
    expect(reasons).toEqual(expect.arrayContaining([expect.stringContaining('--pay-hook')]));
  });

  test('what needs a test patient is not tried without one, and the setting is named', async () => {
    const { ids, outcomes } = await trialRun({ settings: { terminal: 'TEST-1' } });
    expect(ids('broken')).toEqual([]);
    expect(outcomes.find(({ rule }) => rule.id === 'lock.sameId')?.why).toBe('the settings name no "patient"');
  });

  test('what a hospital does not offer is not tried', async () => {
    const { ids } = await trialRun({ world: worldWith({ insurance: null, card: null, notices: null }) });
    expect(ids('broken')).toEqual(['capabilities.agree']);
    expect(ids('notTried')).toEqual(expect.arrayContaining(['insurance.trial', 'card.number', 'notices.order']));
  });

  test('a second run on the same person finds the record, and the same refusal', async () => {
    const { patient, newPerson } = exampleSettings();
    const number = patient?.kind === 'idCard' ? patient.number : '';
    const settings = { ...exampleSettings(), ...(newPerson && { newPerson: { ...newPerson, idNumber: number } }) };
    const { ids } = await trialRun({ settings });
    expect(ids('broken')).toEqual([]);
    expect(ids('kept')).toContain('record.sameId');
    expect(ids('notTried')).toEqual(['record.query', 'record.found']);
  });
});

const idsOf = ({ breaks }: Mutant) =>
  breaks.flatMap((it) => (typeof it === 'string' ? [it] : allIds.filter((id) => it.test(id))));

describe('a hospital that', () => {
  test.each(mutants)('$name is found out', async (mutant) => {
    const { ids } = await trialRun({ spoil: mutant.spoil() });
    expect(ids('broken')).toEqual(expect.arrayContaining(idsOf(mutant)));
  });

  test('does not keep a rule is found out, whichever rule it is', () => {
    const found = new Set(mutants.flatMap(idsOf));
    expect(allIds.filter((id) => !found.has(id))).toEqual([]);
    expect([...found].filter((id) => !allIds.includes(id))).toEqual([]);
  });
});

test('every rule has an id of its own', () => {
  expect(new Set(allIds).size).toBe(allIds.length);
});

describe('the program', () => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    await Promise.all(closing.splice(0).map((close) => close()));
  });

  /** The virtual hospital over HTTP, on this machine's time, in a zone where it is mid-morning now. */
  async function openHospital(spoil: Spoil = (answer) => answer) {
    const east = ((10 - new Date().getUTCHours() + 36) % 24) - 12;
    const timeZone = `Etc/GMT${east > 0 ? '-' : '+'}${Math.abs(east)}`;
    const quick = { ...worldWith({ refundArrivesAfterSeconds: 0 }), timeZone };
    const secret = new Uint8Array(32).fill(5);
    const model = createHospitalModel({ world: quick, now: Date.now, chance: Math.random, noticeKey: secret });
    const server = await startHospitalServer(createHandlers({ answer: spoil(createAnswer(model)) }), 0);
    closing.push(server.close);
    const hook = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        response.statusCode = model.controls.pay(JSON.parse(body).orderNumber).ok ? 204 : 409;
        response.end();
      });
    });
    await new Promise<void>((listening) => hook.listen(0, '127.0.0.1', listening));
    closing.push(() => new Promise((closed) => hook.close(() => closed())));
    const { port } = hook.address() as AddressInfo;
    const key = noticePublicKey(secret);
    return { model, baseUrl: server.baseUrl, hookUrl: `http://127.0.0.1:${port}/pay`, key };
  }

  function start(words: readonly string[], hear: (output: string) => void = () => {}) {
    const child = spawn('node', ['terminal/hospital/conformance/main.ts', ...words]);
    let output = '';
    const take = (chunk: unknown) => {
      output += chunk;
      hear(output);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    return new Promise<{ code: number | null; output: string }>((resolve) => {
      child.once('close', (code) => resolve({ code, output }));
    });
  }

  /** What the page tells integrators to type. */
  const page = readFileSync('docs/hospital-contract.md', 'utf8');
  const commands = [...new Set(page.match(/^npm run conformance .+$/gm))];

  test('the page names commands', () => {
    expect(commands.length).toBeGreaterThanOrEqual(4);
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(scripts.conformance).toContain('node terminal/hospital/conformance/main.ts');
  });

  test.each(commands)(
    '%s',
    async (command) => {
      const { model, baseUrl, hookUrl, key } = await openHospital();
      const words = command
        .replace('npm run conformance -- ', '')
        .replace(/https:\/\/his\.example\/api\/v1|http:\/\/127\.0\.0\.1:8300\/api\/v1/, baseUrl)
        .replace('http://127.0.0.1:9000/pay', hookUrl)
        .replace(/\b0{64}\b/, key)
        .split(' ');
      const paid = new Set<string>();
      const { code, output } = await start(words, (heard) => {
        for (const [, order = ''] of heard.matchAll(/PLEASE pay order (\S+) within/g)) {
          if (!paid.has(order)) model.controls.pay(order);
          paid.add(order);
        }
      });
      expect(output).not.toContain('BROKEN');
      expect(output).toMatch(/\n\d+ kept, 0 broken, \d+ not tried\n$/);
      expect(code).toBe(0);
      if (words.includes('--notice-key')) expect(output).toContain(`${allIds.length} kept, 0 broken, 0 not tried`);
      expect(paid.size).toBe(words.includes('manual') ? 4 : 0);
      for (const personal of personalData(exampleSettings())) expect(output).not.toContain(personal);
    },
    60_000,
  );

  test('a broken rule is told with what came, and ends with 1', async () => {
    const cheap = mutants.find(({ breaks }) => breaks.includes('lock.trialPrice'));
    const { baseUrl } = await openHospital(cheap?.spoil());
    const { code, output } = await start([baseUrl, '--settings', exampleFile]);
    expect(output).toMatch(/BROKEN {5}lock\.trialPrice: What the lock costs .* CAME: trial \d+ fen, lock \d+ fen\. \[/);
    expect(code).toBe(1);
  }, 60_000);

  const hospital = 'http://127.0.0.1:9/api/v1';
  test.each([
    ['no address', [], 'The address of the hospital is missing'],
    ['two addresses', [hospital, hospital], 'One address is expected'],
    ['an address that is none', ['his.example'], 'does not begin with http'],
    ['settings that are not there', [hospital, '--settings', 'docs/nothing.json'], 'cannot be read'],
    ['settings that are no JSON', [hospital, '--settings', 'README.md'], 'it is not JSON'],
    ['another file than settings', [hospital, '--settings', 'docs/register.example.json'], 'no such setting'],
    ['another payer', [hospital, '--pay', 'card'], '"manual" is expected'],
    ['two payers', [hospital, '--pay', 'manual', '--pay-hook', hospital], 'one of them is enough'],
    ['a key that is none', [hospital, '--notice-key', 'abc'], '64 hexadecimal digits'],
    ['an option that is none', [hospital, '--fast'], '--fast'],
    ['nobody there', [hospital], 'Nobody answers'],
  ])('%s is said plainly, and ends with 2', async (_, words, message) => {
    const { code, output } = await start(words);
    expect(output).toContain(message);
    expect(output).toContain('npm run conformance -- --help');
    expect(code).toBe(2);
  });

  test('a mistake in the settings is told by its place, not by what stands there', () => {
    const read = readSettings('{"patient":{"kind":"idCard","number":"32 0100","name":"张明远"},"who":1}');
    expect(read).toEqual({ ok: false, mistakes: ['patient.number: not as it is expected', 'who: no such setting'] });
  });
});
