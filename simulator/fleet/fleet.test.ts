import { expect, test } from 'vitest';
import { units } from '../../seeds/units.ts';
import { nodeSeals } from '../../statistics/intake/node-seals.ts';
import type { UsageEvent } from '../../terminal/usage-event.ts';
import { createMemoryIntakeStore } from '../world/memory-intake-store.ts';
import { createFleet } from './fleet.ts';
import { inventedMonth } from './month.ts';
import { fleetSigner } from './signer.ts';

const plan = { seed: 3, units, terminals: 6, from: '2026-10-05', days: 4, transactionsPerTerminalDay: 60 };
const month = inventedMonth({ ...plan, zone: 'Asia/Shanghai' });
const seals = nodeSeals();
const signer = fleetSigner();
const at = (time: string) => Date.parse(`${time}:00+08:00`);

function hub() {
  const intake = createMemoryIntakeStore();
  for (const { terminal } of month.terminals) intake.enrol(terminal, signer.publicKey);
  /** A fleet that remembers nothing of one before. */
  const fleet = () => createFleet({ month, intake, seals, signer });
  async function told(): Promise<Map<string, UsageEvent[]>> {
    const all = new Map<string, UsageEvent[]>();
    for (const { terminal } of month.terminals) {
      for (const { epoch } of await intake.epochs(terminal)) {
        all.set(`${terminal} ${epoch}`, [...(await intake.events(terminal, epoch, 0, Number.MAX_SAFE_INTEGER))]);
      }
    }
    return all;
  }
  return { intake, fleet, told };
}

/** What happened by an instant, as the month itself has it. */
function invented(instant: number): Map<string, UsageEvent[]> {
  const all = new Map<string, UsageEvent[]>();
  for (const terminal of month.terminals) {
    for (const day of month.days()) {
      for (const { epoch, events } of month.day(terminal, day).epochs) {
        const past = events.filter((event) => event.at <= instant);
        if (past.length > 0) all.set(`${terminal.terminal} ${epoch}`, past);
      }
    }
  }
  return all;
}

test('the hub hears all that has happened, and nothing that has not', async () => {
  const { intake, fleet, told } = hub();
  const now = at('2026-10-07T09:41');
  const count = await fleet().reportUpTo(now);
  const all = await told();
  expect(all).toEqual(invented(now));
  expect([...all.values()].flat()).toHaveLength(count);
  for (const { terminal } of month.terminals) expect(intake.alarms(terminal)).toEqual([]);
});

test('in however many parts it is told, and by whom, it comes to the same', async () => {
  const { intake, fleet, told } = hub();
  const [now, later] = [at('2026-10-08T09:00'), at('2026-10-08T09:30')];
  const first = fleet();
  const parts = [await first.reportUpTo(at('2026-10-06T08:00')), await first.reportUpTo(now)];
  expect(await first.reportUpTo(now)).toBe(0);
  const second = fleet();
  expect(await second.reportUpTo(now)).toBe(0);
  parts.push(await second.reportUpTo(later));
  expect(await told()).toEqual(invented(later));
  expect(parts.reduce((sum, part) => sum + part)).toBe([...(await told()).values()].flat().length);
  for (const { terminal } of month.terminals) expect(intake.alarms(terminal)).toEqual([]);
});

test('a terminal the hub does not know ends it, with the reason', async () => {
  const { intake } = hub();
  const [some] = month.terminals;
  if (some) intake.revoke(some.terminal);
  const report = createFleet({ month, intake, seals, signer }).reportUpTo(at('2026-10-06T08:00'));
  await expect(report).rejects.toThrow(/jiangsu-renmin-001 told: .*revoked/);
});
