import { describe, expect, test } from 'vitest';
import { usualPolicy } from '../../../seeds/clinic.ts';
import { demonstrationHospital } from '../../../seeds/hospital.ts';
import type { HospitalWorld } from '../../../simulator/hospital/world.ts';
import { openKiosk } from '../../kiosk.ts';
import { everyNth, sample, whole } from '../../whole.ts';
import {
  cardsOf,
  entries,
  openEnds,
  ordersOf,
  type Plan,
  personAt,
  type Stand,
  standAt,
  untilShown,
  visitOrCut,
} from './hands.ts';

const errands: readonly (Plan & { readonly about: string; readonly least: number })[] = [
  { about: 'a registration', errand: 'registration', least: 20 },
  { about: 'the collection of a booking that is paid here', errand: 'collection', least: 18 },
  { about: 'the collection of a prepaid booking', errand: 'collection', choose: ['B-account-1'], least: 12 },
  { about: 'a cancellation', errand: 'collection', choose: ['B-account-1', 'cancelBooking'], least: 12 },
  { about: 'a payment', errand: 'payment', least: 18 },
  { about: 'a payment of which insurance bears a part', errand: 'payment', insured: true, least: 20 },
  { about: 'a refund', errand: 'refund', least: 12 },
  {
    about: 'the printing of reports',
    errand: 'report',
    person: personAt(4),
    choose: ['T90000501', 'T90000502'],
    least: 14,
  },
  { about: 'a first card', errand: 'card', person: personAt(1), least: 22 },
  { about: 'a card for a lost one', errand: 'card', least: 22 },
  { about: 'the card of a newcomer', errand: 'card', person: personAt(5), least: 26 },
  { about: 'a printed transaction', errand: 'records', choose: ['transactions'], least: 10 },
];

/** Notices only make things quicker: without them there is less to wait through. */
const { insurance } = usualPolicy;
const quiet = { ...demonstrationHospital, policy: { ...usualPolicy, notices: null } };
const insuranceFirst = {
  ...quiet,
  policy: { ...quiet.policy, insurance: insurance && { ...insurance, settle: 'beforePayment' as const } },
};

/** A visit in which one journal write, the n-th, meets a power cut; then a restart. */
async function cutAndRestart(
  plan: Plan,
  which: 'before' | 'after',
  write: number,
  { again, hospital = quiet }: { readonly again?: number; readonly hospital?: HospitalWorld } = {},
) {
  const kiosk = await openKiosk({ hospital });
  const stand = standAt(kiosk);
  kiosk.cutAtWrite(which, write);
  const end = await visitOrCut(stand, plan, ['farewell']);
  const isCut = end === undefined;
  // A write that was not reached is not to be cut later.
  kiosk.cutAtWrite(undefined);
  if (isCut) {
    await stand.clock.advance(8000);
    if (again !== undefined) {
      kiosk.cutAtWrite(which, again);
      kiosk.world.powerOn();
      await stand.clock.runUntil(() => !kiosk.world.terminal, 60_000);
      kiosk.cutAtWrite(undefined);
      await stand.clock.advance(8000);
    }
    kiosk.world.powerOn();
    stand.shelf.idCardReader.take();
  }
  await untilShown(stand, 'attract');
  return { stand, isCut, acknowledged: kiosk.world.acknowledged };
}

/** What a cut must not leave behind, whenever it came. */
async function leftBehind(stand: Stand, acknowledged: { sequence: number; hash: string } | undefined) {
  const found = [...(await openEnds(stand))];
  const { cardDispenser, reportPrinter } = stand.shelf;
  const { stack, bin, taken, onTheWay } = cardsOf(stand);
  if (onTheWay !== 0 || stack + bin + taken !== 100) found.push(`cards: ${stack} ${bin} ${taken} ${onTheWay}`);
  const issued = stand.hospital.ledgers.cards().filter(({ state }) => state === 'handedOver').length;
  if (issued !== cardDispenser.state().taken.length) found.push(`${issued} cards issued, ${taken} taken`);
  for (const { state } of reportPrinter.state().jobs) {
    if (state !== 'completed' && state !== 'canceled') found.push(`a job is ${state}`);
  }
  for (const order of ordersOf(stand.journal)) {
    if (!['fulfilled', 'refunded', 'closed'].includes(order.state)) found.push(`${order.order} is ${order.state}`);
  }
  const kinds = entries(stand.journal).map(({ kind }) => kind);
  const count = (kind: string) => kinds.filter((it) => it === kind).length;
  if (count('visit.started') !== count('visit.ended')) found.push('a visit never ended');
  if (acknowledged) {
    const [there] = stand.journal.read(acknowledged.sequence - 1, 1);
    if (there?.hash !== acknowledged.hash) found.push(`record ${acknowledged.sequence} is gone`);
  }
  if (stand.shown?.screen.name !== 'attract') found.push(`the screen stands at ${stand.shown?.screen.name}`);
  return found;
}

/** From one write to the next that is tried; errands share them out. Answers the first that was not reached. */
const stride = whole ? 1 : 6;

async function cutEverywhere(
  plan: Plan,
  which: 'before' | 'after',
  hospital: HospitalWorld,
  from: number,
): Promise<number> {
  for (let write = from % stride; ; write += stride) {
    const { stand, isCut, acknowledged } = await cutAndRestart(plan, which, write, { hospital });
    expect(await leftBehind(stand, acknowledged), `write ${write}`).toEqual([]);
    if (!isCut) return write;
  }
}

const whatever = `$about: whatever n, nothing is lost, twice, or left open${sample}`;
const shift = { before: 0, after: 3 } as const;

describe.each(['before', 'after'] as const)('the power goes %s the n-th journal write of', (which) => {
  test.each(errands)(whatever, { timeout: 60_000 }, async (plan) => {
    const from = errands.indexOf(plan) + shift[which];
    expect(await cutEverywhere(plan, which, quiet, from)).toBeGreaterThanOrEqual(plan.least);
  });

  test(`a payment where insurance settles first: the same${sample}`, { timeout: 60_000 }, async () => {
    const plan = { errand: 'payment', insured: true } as const;
    expect(await cutEverywhere(plan, which, insuranceFirst, 2 + shift[which])).toBeGreaterThanOrEqual(20);
  });
});

test(`the power goes once more while the first cut is made good${sample}`, { timeout: 60_000 }, async () => {
  for (const [at, plan] of errands.entries()) {
    for (const write of everyNth(4, [8, 12, 16, 20], at)) {
      const { stand, acknowledged } = await cutAndRestart(plan, 'after', write, { again: write % 3 });
      expect(await leftBehind(stand, acknowledged), `${plan.about}, write ${write}`).toEqual([]);
    }
  }
});
