import type { LogEvent } from '../../terminal/log-event.ts';
import type { Harvest } from './harvest.ts';
import { cardsAreAccountedFor } from './invariants/cards.ts';
import { journalIsWhole } from './invariants/journal.ts';
import { moneyIsAccountedFor } from './invariants/money.ts';
import { nothingHappenedTwice } from './invariants/once.ts';
import { pagesAreAccountedFor, papersReachTheirOwner } from './invariants/papers.ts';
import { nobodyIsNamed } from './invariants/privacy.ts';
import { heardOf, usageArrived } from './invariants/usage.ts';
import { type Violation, violated } from './invariants/violation.ts';
import { secrets } from './watch.ts';
import type { World } from './world.ts';

/** Every promise, looked at when all is quiet. */
export async function lookOver(world: World, harvest: Harvest, log: readonly LogEvent[]): Promise<Violation[]> {
  const { journal, config, hub } = world;
  const { ledgers } = world.hospital;
  const usage = await heardOf(hub.intake, config.terminal);
  const papers = harvest.papers();
  const entries = journal.read(0, 100_000).map(({ text }) => text);
  const slips = papers.flatMap((session) => session.slips);
  return [
    ...moneyIsAccountedFor(ledgers, journal),
    ...cardsAreAccountedFor(ledgers, journal, harvest.cards()),
    ...papersReachTheirOwner(papers, harvest.personOf),
    ...pagesAreAccountedFor(ledgers, journal, papers),
    ...journalIsWhole(journal, world.acknowledged),
    ...usageArrived([journal], config.zone, usage),
    ...journal.openOrders().map(({ order, state }) => violated('I6', `order ${order} is still ${state}`)),
    ...nothingHappenedTwice(ledgers),
    ...nobodyIsNamed(entries.join('\n'), 'the journal', secrets),
    ...nobodyIsNamed(JSON.stringify(log), 'the log', secrets),
    ...nobodyIsNamed(JSON.stringify([...usage, ...hub.heartbeats]), 'the hub', secrets),
    ...nobodyIsNamed(slips.join('\n'), 'a slip', secrets),
  ];
}
