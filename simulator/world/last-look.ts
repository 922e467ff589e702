import { ownersOf } from './harvest.ts';
import { hubAgreesWithHospital } from './invariants/books-at-hub.ts';
import { cardsAreAccountedFor } from './invariants/cards.ts';
import { silenceIsGivenUp } from './invariants/devices.ts';
import { ordersAreOfWhoIsThere } from './invariants/identity.ts';
import { capturesAreIntended, journalIsWhole } from './invariants/journal.ts';
import { moneyIsAccountedFor } from './invariants/money.ts';
import { nothingHappenedTwice } from './invariants/once.ts';
import { joined } from './invariants/orders.ts';
import { pagesAreAccountedFor, papersReachTheirOwner, slipsCameOut } from './invariants/papers.ts';
import { nobodyIsNamed } from './invariants/privacy.ts';
import { cursorIsTold, epochsAreNew, heardOf, usageArrived } from './invariants/usage.ts';
import { type Violation, violated } from './invariants/violation.ts';
import { visitsEnded } from './invariants/visits.ts';
import type { TerminalLife } from './terminal-life.ts';
import { secrets } from './watch.ts';

/** Every promise, looked at when all is quiet, over all terminals of a hospital. */
export async function lookOver(lives: readonly TerminalLife[]): Promise<Violation[]> {
  const [first] = lives;
  if (!first) return [];
  const { hospital, hub } = first.world;
  const { ledgers } = hospital;
  const harvests = lives.map(({ harvest }) => harvest);
  const papers = harvests.map((harvest) => harvest.papers());
  const journals = joined(lives.map(({ world }) => world.journal));
  const ownerOf = ownersOf(harvests, ledgers);
  const each = await Promise.all(lives.map(lookAtOne));
  const usages = await Promise.all(lives.map(({ world }) => heardOf(hub.intake, world.config.terminal)));
  const cardsInHands = harvests.reduce((sum, harvest) => sum + harvest.cards().inHands.length, 0);
  return [
    ...moneyIsAccountedFor(ledgers, journals),
    ...papers.flatMap((sessions) => papersReachTheirOwner(sessions, ownerOf)),
    ...pagesAreAccountedFor(ledgers, journals, papers.flat()),
    ...nothingHappenedTwice(ledgers),
    ...hubAgreesWithHospital(ledgers, usages, cardsInHands),
    ...each.flat(),
    ...nobodyIsNamed(JSON.stringify([...hub.heartbeats]), 'the hub', secrets),
  ];

  async function lookAtOne({ world, harvest, log, touch, isReady }: TerminalLife): Promise<Violation[]> {
    const { journal, config } = world;
    const usage = await heardOf(hub.intake, config.terminal);
    const elsewhere = harvests.filter((it) => it !== harvest).map((it) => it.cards());
    const entries = journal.read(0, 100_000).map(({ text }) => text);
    const slips = harvest.papers().flatMap((session) => session.slips);
    return [
      ...cardsAreAccountedFor(ledgers, journal, harvest.cards(), elsewhere),
      ...journalIsWhole(journal, world.acknowledged),
      ...capturesAreIntended(journal),
      ...usageArrived([journal], config.zone, usage),
      ...epochsAreNew(journal),
      ...cursorIsTold(journal, usage),
      ...ordersAreOfWhoIsThere(journal, ownerOf),
      ...touch.choicesCount(),
      ...slipsCameOut(journal, harvest.papers()),
      ...visitsEnded(journal),
      ...silenceIsGivenUp(log),
      ...journal.openOrders().map(({ order, state }) => violated('I6', `order ${order} is still ${state}`)),
      ...(isReady() ? [] : [violated('I6', `the screen stands at ${world.shown?.screen.name ?? 'nothing'}`)]),
      ...nobodyIsNamed(entries.join('\n'), 'the journal', secrets),
      ...nobodyIsNamed(JSON.stringify(log), 'the log', secrets),
      ...nobodyIsNamed(JSON.stringify([...usage]), 'the hub', secrets),
      ...nobodyIsNamed(slips.join('\n'), 'a slip', secrets),
    ];
  }
}
