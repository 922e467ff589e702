import type { Screen, ScreenName } from '../../terminal/screen.ts';
import { slipText } from '../devices/paper.ts';
import type { Rehearsal } from '../rehearsal/rehearsal.ts';
import { journalIsWhole } from '../world/invariants/journal.ts';
import { moneyIsAccountedFor } from '../world/invariants/money.ts';
import { nothingHappenedTwice } from '../world/invariants/once.ts';
import { entriesOf, joined, ordersOf } from '../world/invariants/orders.ts';
import { nobodyIsNamed, secretsOfPeople } from '../world/invariants/privacy.ts';
import { sealsOf } from './record.ts';
import type { Must, Scenario } from './scenario.ts';

/** What was seen on the way. */
export interface Seen {
  readonly screens: ReadonlySet<Screen['name']>;
  /** Verbs of the contract, each as often as it was asked. */
  readonly asked: readonly string[];
  readonly logged: readonly string[];
}

/** What is not as it must be, one sentence each: what the scenario asks for, and what holds always. */
export function lookBack(
  rehearsal: Rehearsal,
  { must, quiet }: Pick<Scenario, 'must' | 'quiet'>,
  seen: Seen,
): string[] {
  // Where nothing was waited for at the end, something may well be under way.
  return [...asked(rehearsal, must, seen), ...(quiet > 0 ? always(rehearsal) : [])];
}

function asked(rehearsal: Rehearsal, must: Must, { screens, asked: verbs, logged }: Seen): string[] {
  const { kiosks, hospital } = rehearsal;
  const failures: string[] = [];
  const expect = (what: string, wanted: unknown, found: unknown) => {
    if (wanted === undefined || JSON.stringify(wanted) === JSON.stringify(found)) return;
    failures.push(`${what}: ${JSON.stringify(wanted)} was to be, ${JSON.stringify(found)} is`);
  };
  const sorted = (counts: Readonly<Record<string, number>>) =>
    Object.fromEntries(
      Object.entries(counts)
        .filter(([, count]) => count > 0)
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    );
  const count = (names: readonly string[]) => {
    const counts: Record<string, number> = {};
    for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
    return counts;
  };
  const { accounts, refunds } = hospital.ledgers;
  const captured = accounts().reduce((sum, account) => sum + account.captured, 0);
  const refunded = refunds().reduce((sum, { state, amount }) => sum + (state === 'arrived' ? amount : 0), 0);
  const shelves = kiosks.map(({ shelf }) => shelf);
  const total = (of: (shelf: (typeof shelves)[number]) => number) => shelves.reduce((all, shelf) => all + of(shelf), 0);

  expect('screen', must.screen, kiosks[0]?.machine.shown?.screen.name);
  const states = sorted(count(kiosks.flatMap(({ journal }) => ordersOf(journal).map(({ state }) => state))));
  expect('orders', must.orders && sorted(must.orders), states);
  const entries = count(kiosks.flatMap(({ journal }) => entriesOf(journal).map(({ kind }) => kind)));
  for (const [kind, wanted] of Object.entries(must.entries ?? {}))
    expect(`entries ${kind}`, wanted, entries[kind] ?? 0);
  for (const [verb, wanted] of Object.entries(must.asked ?? {}))
    expect(`asked ${verb}`, wanted, count(verbs)[verb] ?? 0);
  for (const [event, wanted] of Object.entries(must.logged ?? {}))
    expect(`logged ${event}`, wanted, count(logged)[event] ?? 0);
  for (const name of must.saw ?? []) expect(`saw ${name}`, true, screens.has(name));
  for (const name of must.never ?? []) expect(`never ${name}`, false, screens.has(name as ScreenName));
  expect('captured', must.captured, captured);
  expect('refunded', must.refunded, refunded);
  if (must.slips) {
    const slips = shelves.flatMap((shelf) => shelf.receiptPrinter.state().slips.map(slipText));
    expect('slips', must.slips.length, slips.length);
    must.slips.forEach((text, index) => {
      const slip = slips[index];
      if (slip !== undefined && !slip.includes(text)) failures.push(`slip ${index + 1} does not say ${text}:\n${slip}`);
    });
  }
  expect(
    'sheets',
    must.sheets,
    total((shelf) => shelf.reportPrinter.state().output.length),
  );
  expect(
    'cards in the stack',
    must.cards?.stack,
    total((shelf) => shelf.cardDispenser.state().stack.length),
  );
  expect(
    'cards in the bin',
    must.cards?.bin,
    total((shelf) => shelf.cardDispenser.state().bin.length),
  );
  const seals = sealsOf(rehearsal);
  expect('journal', must.journal, seals.journal);
  expect('bytes', must.bytes, seals.bytes);
  return failures;
}

/** What holds at the end of any rehearsal in which nothing is left under way. */
function always({ kiosks, hospital }: Rehearsal): string[] {
  const { ledgers } = hospital;
  const violations = [
    ...nothingHappenedTwice(ledgers),
    ...moneyIsAccountedFor(ledgers, joined(kiosks.map(({ journal }) => journal))),
    ...kiosks.flatMap(({ journal, machine }) => [
      ...journalIsWhole(journal, machine.acknowledged),
      ...nobodyIsNamed(
        entriesOf(journal)
          .map((entry) => JSON.stringify(entry))
          .join('\n'),
        'the journal',
        secretsOfPeople,
      ),
    ]),
  ];
  const open = kiosks.flatMap(({ name, journal }) =>
    journal.openOrders().map(({ order, state }) => `${name}: order ${order} is still ${state}`),
  );
  return [...violations.map(({ invariant, what }) => `${invariant}: ${what}`), ...open];
}
