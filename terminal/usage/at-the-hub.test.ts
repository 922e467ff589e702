/** Outboxes on real keys before the hub's own collector: what the hub has in the end is what the journals have. */
import { ed25519 } from '@noble/curves/ed25519.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { heardOf, usageArrived } from '../../simulator/world/invariants/usage.ts';
import { inventedSeals, inventedSigner } from '../../simulator/world/invented-keys.ts';
import { createMemoryHub, type MemoryHub } from '../../simulator/world/memory-hub.ts';
import { createMemoryJournal, type MemoryJournal } from '../../simulator/world/memory-journal.ts';
import { createVirtualClock, type VirtualClock } from '../../simulator/world/virtual-clock.ts';
import type { Network, NetworkRequest } from '../hospital/network.ts';
import { createJournal, genesis } from '../journal/journal.ts';
import type { JournalStore } from '../journal/store.ts';
import type { Signer } from '../ports.ts';
import { sha256Hex } from '../sha256.ts';
import { type Outbox, startOutbox } from './outbox.ts';

const zone = 'Asia/Shanghai';
const terminal = 'T-001';
const quick = { seals: inventedSeals, signer: inventedSigner };

/** Ed25519 as it is, from an invented secret. */
function real(secret: number): { readonly seals: typeof inventedSeals; readonly signer: () => Signer } {
  const bytes = new Uint8Array(32).fill(secret);
  const sign = (text: string) => bytesToHex(ed25519.sign(utf8ToBytes(text), bytes));
  const verify = (key: string, text: string, signature: string) =>
    ed25519.verify(hexToBytes(signature), utf8ToBytes(text), hexToBytes(key));
  const publicKey = bytesToHex(ed25519.getPublicKey(bytes));
  return { seals: { sha256: sha256Hex, verify }, signer: () => ({ publicKey, sign }) };
}

let clock: VirtualClock;
let hub: MemoryHub;
let signer: Signer;

function open(keys = quick): void {
  clock = createVirtualClock(Date.UTC(2026, 10, 23));
  hub = createMemoryHub(clock, keys);
  signer = hub.enrol(terminal);
}
beforeEach(() => open());

interface Run {
  readonly outbox: Outbox;
  visit(count?: number): void;
  end(): void;
}

/** A start on a disk. */
function start(store: JournalStore, epoch: string, by = signer, network: Network = hub.network): Run {
  const journal = createJournal(store, clock, () => {});
  const life = new AbortController();
  journal.append({ kind: 'terminal.started', epoch, after: 0, hash: genesis });
  const chance = { bytes: (count: number) => new Uint8Array(count).fill(99) };
  const ports = { store, network, clock, chance, signer: by, log: () => {} };
  const outbox = startOutbox(ports, { terminal, zone, hubUrl: 'https://hub.invalid' }, life.signal);
  return {
    outbox,
    visit(count = 1) {
      for (let n = 0; n < count; n++) {
        journal.append({ kind: 'visit.started', visit: `v${n}` });
        const seconds = (clock.now() / 1000) % 97;
        journal.append({ kind: 'visit.ended', visit: `v${n}`, ending: 'completed', screen: 'farewell', seconds });
      }
    },
    end: () => life.abort(),
  };
}

const differences = async (...journals: JournalStore[]) =>
  usageArrived(journals, zone, await heardOf(hub.intake, terminal));
const alarms = () => hub.intake.alarms(terminal).map(({ kind }) => kind);
/** Time enough for everything that can arrive to arrive. */
const settled = () => clock.advance(1_200_000);

test('with a real key: several starts arrive, and nothing is said twice', async () => {
  open(real(7));
  const disk = createMemoryJournal();
  for (const epoch of ['E1', 'E2', 'E3']) {
    const run = start(disk, epoch);
    run.visit(3);
    await settled();
    run.end();
  }
  expect(await differences(disk)).toEqual([]);
  expect((await hub.intake.epochs(terminal)).map(({ epoch, sequence }) => [epoch, sequence])).toEqual([
    ['E1', 7],
    ['E2', 14],
    ['E3', 21],
  ]);
  expect(alarms()).toEqual([]);
});

test('a key that is not the one the hub knows is refused, and so is one that was revoked', async () => {
  open(real(7));
  const disk = createMemoryJournal();
  const forger = start(disk, 'E1', real(8).signer());
  await clock.advance(1000);
  expect(forger.outbox.refused).toBe('signatureWrong');
  forger.end();
  hub.intake.revoke(terminal);
  const { outbox } = start(disk, 'E2');
  await clock.advance(1000);
  expect(outbox.refused).toBe('terminalRevoked');
  expect(await heardOf(hub.intake, terminal)).toEqual(new Map());
  hub.enrol(terminal);
  await settled();
  expect(outbox.refused).toBeUndefined();
  expect(await differences(disk)).toEqual([]);
});

test('a week of lost, doubled and late messages, and power cuts: every event arrives once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(4), { minLength: 20, maxLength: 60 }),
      fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 4, maxLength: 8 }),
      async (weather, starts) => {
        open();
        const disk = createMemoryJournal();
        let asked = 0;
        const again = (request: NetworkRequest) =>
          void hub.network({ ...request, signal: new AbortController().signal });
        const network: Network = async (request) => {
          const fate = weather[asked++ % weather.length];
          if (fate === 1) throw new Error('lost on the way');
          if (fate === 2) clock.after(90_000, () => again(request));
          const reply = await hub.network(request);
          if (fate === 3) throw new Error('the answer is lost');
          return reply;
        };
        for (const [at, visits] of starts.entries()) {
          const run = start(disk, `E${at}`, signer, network);
          run.visit(visits);
          await clock.advance(visits * 40_000);
          run.end();
        }
        const last = start(disk, 'last');
        await settled();
        last.end();
        expect(await differences(disk)).toEqual([]);
        expect(alarms()).toEqual([]);
      },
    ),
    { numRuns: 30 },
  );
});

/** A disk, and a copy of it from before the last visits that the hub heard of. */
async function withBackup(): Promise<{ disk: MemoryJournal; backup: MemoryJournal; run: Run }> {
  const disk = createMemoryJournal();
  const run = start(disk, 'E1');
  run.visit(2);
  await settled();
  const backup = disk.copy();
  run.visit(3);
  await settled();
  return { disk, backup, run };
}

test('a disk restored from a backup: nothing is lost, nothing counts twice, and the hub is alarmed', async () => {
  const { disk, backup, run } = await withBackup();
  run.end();
  const after = start(backup, 'E2');
  after.visit(4);
  await settled();
  expect(await differences(disk, backup)).toEqual([]);
  expect(alarms()).toEqual(['restored']);
  expect(after.outbox.refused).toBeUndefined();
});

test('a clone beside the machine it was taken from: both arrive, and the hub is alarmed', async () => {
  const { disk, backup, run } = await withBackup();
  const clone = start(backup, 'clone');
  clone.visit(2);
  await settled();
  run.visit(2);
  await settled();
  clone.visit(1);
  await settled();
  expect(await differences(disk, backup)).toEqual([]);
  expect(alarms()).toContain('restored');
});

test('a machine woken from an old image of its memory is refused, and keeps what it has', async () => {
  const { disk, backup, run } = await withBackup();
  run.end();
  const before = await heardOf(hub.intake, terminal);
  const journal = createJournal(backup, clock, () => {});
  const life = new AbortController();
  const chance = { bytes: (count: number) => new Uint8Array(count) };
  const ports = { store: backup, network: hub.network, clock, chance, signer, log: () => {} };
  for (let n = 0; n < 5; n++) {
    journal.append({ kind: 'visit.started', visit: `w${n}` });
    journal.append({ kind: 'visit.ended', visit: `w${n}`, ending: 'abandoned', screen: 'menu', seconds: 5 });
  }
  const outbox = startOutbox(ports, { terminal, zone, hubUrl: 'https://hub.invalid' }, life.signal);
  await settled();
  expect(outbox.refused).toBe('fork');
  expect(outbox.waiting()).toBe(5);
  expect(new Set(alarms())).toEqual(new Set(['fork']));
  expect(await heardOf(hub.intake, terminal)).toEqual(before);
  expect(await differences(disk)).toEqual([]);
  life.abort();
});

test('a hub that lost everything but its keys asks for it, and gets it', async () => {
  const disk = createMemoryJournal();
  const run = start(disk, 'E1');
  run.visit(700);
  await settled();
  run.end();
  hub = createMemoryHub(clock, quick);
  hub.enrol(terminal);
  const after = start(disk, 'E2');
  await settled();
  expect(after.outbox.refused).toBeUndefined();
  expect(await differences(disk)).toEqual([]);
  expect(alarms()).toEqual([]);
});

test('a clock a week ahead: the events are kept, and an alarm says why they count nowhere', async () => {
  const disk = createMemoryJournal();
  const ahead = { now: () => clock.now() + 7 * 86_400_000, after: clock.after };
  const journal = createJournal(disk, ahead, () => {});
  journal.append({ kind: 'terminal.started', epoch: 'E1', after: 0, hash: genesis });
  start(disk, 'E2');
  await settled();
  expect(await differences(disk)).toEqual([]);
  expect(alarms()).toEqual(['clockAhead']);
});
