import { afterEach, beforeEach, expect, test } from 'vitest';
import { createVirtualClock, type VirtualClock } from '../../simulator/world/virtual-clock.ts';
import type { NetworkReply } from '../hospital/network.ts';
import { type Heartbeat, hubPaths } from '../hub-contract.ts';
import { type Condition, type Pulse, startHeartbeat } from './heartbeat.ts';
import { quickSigner, replied, scriptedHub } from './scripted-hub.ts';

const start = Date.UTC(2026, 10, 23);
const well: Condition = {
  terminal: 'T-001',
  epoch: 'E1',
  version: '0.1.0',
  inService: true,
  devices: [{ device: 'receiptPrinter', state: 'online' }],
  supplies: { bin: 0 },
};

let clock: VirtualClock;
let now: Condition;
let heard: { readonly after: number; readonly beat: Heartbeat }[];
let answer: () => Promise<NetworkReply>;
let life: AbortController;

beforeEach(() => {
  clock = createVirtualClock(start);
  now = well;
  heard = [];
  answer = async () => replied(200, {});
  life = new AbortController();
});
afterEach(() => life.abort());

function begin(luck = 0): Pulse {
  const network = scriptedHub<Heartbeat>(hubPaths.heartbeats, (beat) => {
    heard.push({ after: clock.now() - start, beat });
    return answer();
  });
  const chance = { bytes: (count: number) => new Uint8Array(count).fill(luck) };
  const line = { network, clock, chance, signer: quickSigner, hubUrl: 'https://hub.invalid/here' };
  return startHeartbeat(line, () => now, life.signal);
}

const times = () => heard.map(({ after }) => after);

test('tells how the terminal is at once and every minute', async () => {
  begin();
  await clock.advance(120_000);
  expect(heard[0]?.beat).toEqual({ ...well, at: start });
  expect(times()).toEqual([0, 60_000, 120_000]);
});

test('chance moves the beats of many terminals apart', async () => {
  begin(255);
  await clock.advance(96_000);
  expect(times()).toEqual([0, 48_000, 96_000]);
});

test('what changes is told within a second, once for all that changes together', async () => {
  const { look } = begin();
  await clock.advance(10_000);
  now = { ...well, inService: false };
  look();
  await clock.advance(400);
  now = { ...now, devices: [{ device: 'receiptPrinter', state: 'offline', fault: 'paperOut' }] };
  look();
  await clock.advance(5_000);
  expect(times()).toEqual([0, 11_000]);
  expect(heard[1]?.beat).toEqual({ ...now, at: start + 11_000 });
});

test('what did not change is not told again', async () => {
  const { look } = begin();
  await clock.advance(10_000);
  look();
  await clock.advance(40_000);
  expect(times()).toEqual([0]);
});

test('what is lost is not kept: the next beat says how it is then', async () => {
  answer = () => Promise.reject(new Error('offline'));
  begin();
  await clock.advance(600_000);
  const lost = heard.length;
  now = { ...well, inService: false };
  answer = async () => replied(200, {});
  await clock.advance(60_000);
  expect(heard.length - lost).toBe(1);
  expect(heard.at(-1)?.beat.inService).toBe(false);
});

test('a hub that never answers holds nothing up for long', async () => {
  answer = () => new Promise(() => {});
  begin();
  await clock.advance(70_000);
  expect(heard).toHaveLength(1);
  life.abort();
  await clock.advance(70_000);
  expect(clock.pending).toBe(0);
});

test('after its end nothing is told any more', async () => {
  const { look } = begin();
  await clock.advance(1000);
  life.abort();
  now = { ...well, inService: false };
  look();
  await clock.advance(600_000);
  expect(heard).toHaveLength(1);
});
