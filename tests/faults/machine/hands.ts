/** What the tests of faults have in hand beside the kiosk: whole errands, a neighbouring terminal, and the books of both. */
import type { Clock } from '../../../device-drivers/contract/clock.ts';
import { type InventedPerson, people } from '../../../seeds/people.ts';
import { createVirtualShelf, type VirtualShelf } from '../../../simulator/devices/virtual-shelf.ts';
import { createAnswer } from '../../../simulator/hospital/answer.ts';
import { codeData } from '../../../simulator/hospital/codes.ts';
import { createInProcessNetwork } from '../../../simulator/hospital/in-process-network.ts';
import type { HospitalModel } from '../../../simulator/hospital/model.ts';
import { createFate } from '../../../simulator/world/fate.ts';
import { nothingHappenedTwice } from '../../../simulator/world/invariants/once.ts';
import { createMemoryJournal } from '../../../simulator/world/memory-journal.ts';
import type { VirtualClock } from '../../../simulator/world/virtual-clock.ts';
import { readConfig } from '../../../terminal/config.ts';
import type { Network } from '../../../terminal/hospital/network.ts';
import type { Entry } from '../../../terminal/journal/entry.ts';
import { brokenAt, entryOf, recordsAfter } from '../../../terminal/journal/journal.ts';
import type { JournalStore } from '../../../terminal/journal/store.ts';
import type { LogEvent } from '../../../terminal/log-event.ts';
import type { Order } from '../../../terminal/money/order.ts';
import type { ErrandName } from '../../../terminal/screen/errands.ts';
import type { Screen, ScreenName, Shown, Tap } from '../../../terminal/screen.ts';
import { createTerminal } from '../../../terminal/terminal.ts';
import type { Kiosk } from '../../kiosk.ts';

export type ScreenOf<N extends ScreenName> = Extract<Screen, { name: N }>;

/** A terminal somebody stands at. */
export interface Stand {
  readonly clock: VirtualClock;
  readonly hospital: HospitalModel;
  readonly shelf: VirtualShelf;
  readonly journal: JournalStore;
  readonly log: readonly LogEvent[];
  /** Nothing while it has no power. */
  readonly shown: Shown | undefined;
  tap(tap: Tap): void;
}

export const standAt = ({ world, log, tap }: Kiosk): Stand => ({
  clock: world.clock,
  hospital: world.hospital,
  shelf: world.shelf,
  journal: world.journal,
  log,
  get shown() {
    return world.shown;
  },
  tap,
});

export interface MachineOptions {
  readonly terminal?: string;
  /** The terminal's own clock, where it differs from the world's. */
  readonly own?: Clock;
  readonly journal?: JournalStore;
  readonly network?: Network;
  readonly config?: Readonly<Record<string, unknown>>;
}

/** One more terminal in the world of another: its own devices and journal, the same hospital and time. */
export async function openMachine(
  { clock, hospital }: Pick<Stand, 'clock' | 'hospital'>,
  options: MachineOptions = {},
): Promise<Stand & { stop(): void }> {
  const { own = clock, journal = createMemoryJournal(), terminal = 'T-002' } = options;
  const fate = createFate(23);
  const shelf = createVirtualShelf(clock, () => fate.draw('devices'));
  const baseUrl = 'https://hospital.invalid/api/v1';
  const network = options.network ?? createInProcessNetwork({ answer: createAnswer(hospital), baseUrl });
  const name = { zh: '某某医院', en: 'A hospital' };
  const read = readConfig({
    terminal,
    hospital: name,
    place: name,
    hospitalUrl: baseUrl,
    devices: shelf.config,
    ...options.config,
  });
  if (!read.ok) throw new TypeError(read.mistakes.join('\n'));
  const log: LogEvent[] = [];
  const chance = { bytes: (count: number) => Uint8Array.from({ length: count }, () => 256 * fate.draw('terminal')) };
  const ports = { clock: own, chance, journal, network, links: shelf.links, log: (it: LogEvent) => log.push(it) };
  const running = createTerminal(ports, read.config);
  const stand: Stand & { stop(): void } = {
    clock,
    hospital,
    shelf,
    journal,
    log,
    get shown() {
      return running.shown();
    },
    tap: (tap) => running.tap({ tap, revision: running.shown().revision }),
    stop: running.stop,
  };
  await clock.runUntil(() => isOpen(stand.shown?.screen), 60_000);
  return stand;
}

const isOpen = (screen: Screen | undefined) => screen?.name === 'attract' && screen.errands.some(({ open }) => open);

/** Somebody of the seeds, by the place in their list. */
export function personAt(at: number): InventedPerson {
  const person = people[at];
  if (!person) throw new RangeError(`nobody at ${at}`);
  return person;
}

/** What a patient came for, and what they choose where there is a choice. */
export interface Plan {
  readonly errand: ErrandName;
  readonly person?: InventedPerson;
  /** Ids of tiles and options, wherever one of them is offered; else the first that is open. */
  readonly choose?: readonly string[];
  /** Whether the shown code is paid at once; it is unless told. */
  readonly pays?: boolean;
  /** Shows the insurance e-voucher instead of the ID card, so that insurance bears its part. */
  readonly insured?: true;
}

/**
 * Does what the screens ask for, until one of these stands, or the power goes; then there is none. Fails when nothing
 * moves any more for `limit` milliseconds of virtual time.
 */
export async function visit<N extends ScreenName>(
  stand: Stand,
  plan: Plan,
  until: readonly N[],
  limit = 300_000,
): Promise<ScreenOf<N>> {
  const screen = await visitOrCut(stand, plan, until, limit);
  if (!screen) throw new Error('the power went');
  return screen;
}

/** The same, where the power may go. */
export async function visitOrCut<N extends ScreenName>(
  stand: Stand,
  plan: Plan,
  until: readonly N[],
  limit = 300_000,
): Promise<ScreenOf<N> | undefined> {
  for (;;) {
    const now = stand.shown;
    if (!now) return undefined;
    const { screen, revision } = now;
    if (until.some((name) => name === screen.name)) return screen as ScreenOf<N>;
    if (screen.name === 'trouble' || screen.name === 'farewell')
      throw new Error(`it ended in ${JSON.stringify(screen)}`);
    react(stand, plan, screen);
    const moved = await stand.clock.runUntil(() => stand.shown?.revision !== revision, limit);
    if (!moved) throw new Error(`nothing moves at ${JSON.stringify(screen)}`);
  }
}

function react(stand: Stand, plan: Plan, screen: Screen): void {
  const { shelf, hospital, tap } = stand;
  const wanted = (offered: readonly string[]) => plan.choose?.find((id) => offered.includes(id)) ?? offered[0] ?? '';
  const choose = (offered: readonly string[]) => tap({ kind: 'choose', id: wanted(offered) });
  const open = (choices: readonly { readonly id: string; readonly open: boolean }[]) =>
    choices.filter((it) => it.open).map(({ id }) => id);
  if (screen.name !== 'presentCredential' && plan.insured) shelf.barcodeScanner.hide();
  switch (screen.name) {
    case 'attract':
      tap({ kind: 'begin' });
      break;
    case 'menu':
      tap({ kind: 'errand', errand: plan.errand });
      break;
    case 'presentCredential':
      present(stand, plan);
      break;
    case 'chooseOne':
      choose(open(screen.choices));
      break;
    case 'chooseSome': {
      const missing = (plan.choose ?? []).filter(
        (id) => open(screen.choices).includes(id) && !screen.chosen.includes(id),
      );
      const isChosen = missing.length === 0 && screen.chosen.length > 0;
      tap(isChosen ? { kind: 'confirm' } : { kind: 'choose', id: missing[0] ?? wanted(open(screen.choices)) });
      break;
    }
    case 'chooseDepartment':
      choose(screen.departments.filter(({ left }) => left > 0).map(({ id }) => id));
      break;
    case 'chooseDoctor':
      choose(screen.doctors.filter(({ left, price }) => left > 0 && price > 0).map(({ id }) => id));
      break;
    case 'choosePeriod':
      choose(screen.periods.filter(({ left }) => left > 0).map(({ id }) => id));
      break;
    case 'confirmAppointment':
      tap({ kind: 'confirm' });
      break;
    case 'review':
      choose(screen.options);
      break;
    case 'enterNumber':
      tap({ kind: 'enter', text: '13900000000' });
      break;
    case 'pay':
      if (plan.pays !== false) hospital.controls.pay(screen.orderNumber);
      break;
    case 'takeCard':
      shelf.cardDispenser.take();
      break;
    default:
      break;
  }
}

function present({ shelf, clock }: Stand, { person = personAt(0), insured }: Plan): void {
  const voucher = insured && person.codes.find(({ kind }) => kind === 'eVoucher');
  if (voucher) shelf.barcodeScanner.show({ aim: ']Q1', data: codeData(voucher, clock.now()) });
  else shelf.idCardReader.put(person.card);
}

/** Ends the last screen, takes what is to be taken, and waits for the welcome. */
export async function leave(stand: Stand): Promise<void> {
  stand.shelf.idCardReader.take();
  stand.shelf.receiptPrinter.take();
  stand.shelf.reportPrinter.take();
  stand.tap({ kind: 'finish' });
  const reached = await stand.clock.runUntil(() => stand.shown?.screen.name === 'attract', 300_000);
  if (!reached) throw new Error(`nobody can leave ${JSON.stringify(stand.shown?.screen)}`);
  // Long enough for the reader to see that its card is gone.
  await stand.clock.advance(3000);
}

export async function untilShown<N extends ScreenName>(stand: Stand, name: N, limit = 300_000): Promise<ScreenOf<N>> {
  await stand.clock.runUntil(() => stand.shown?.screen.name === name, limit);
  const screen = stand.shown?.screen;
  if (screen?.name !== name) throw new Error(`waited for ${name}, found ${JSON.stringify(screen)}`);
  return screen as ScreenOf<N>;
}

export const tileOf = (stand: Stand, errand: ErrandName) => {
  const screen = stand.shown?.screen;
  if (screen?.name !== 'attract' && screen?.name !== 'menu') throw new Error(`no tiles on ${screen?.name}`);
  return screen.errands.find((tile) => tile.errand === errand);
};

export const entries = (journal: JournalStore): readonly Entry[] => [...recordsAfter(journal, 0)].map(entryOf);

/** Every order of a journal, the oldest first. */
export const ordersOf = (journal: JournalStore): readonly Order[] =>
  entries(journal).flatMap((entry) => (entry.kind === 'order.opened' ? (journal.order(entry.order) ?? []) : []));

export function lastOrder(journal: JournalStore): Order {
  const order = ordersOf(journal).at(-1);
  if (!order) throw new Error('there is no order');
  return order;
}

/**
 * What is still open, lost or taken twice in the books of a hospital and of the terminals at it, ten quiet minutes later.
 * Nothing, when all is well.
 */
export async function openEnds(stand: Stand, ...others: readonly Stand[]): Promise<readonly string[]> {
  await stand.clock.advance(600_000);
  const { ledgers } = stand.hospital;
  const found: string[] = nothingHappenedTwice(ledgers).map(({ what }) => what);
  for (const { journal } of [stand, ...others]) {
    const broken = brokenAt(journal);
    if (broken) found.push(`record ${broken.sequence}: ${broken.why}`);
    for (const { order, state } of journal.openOrders()) found.push(`order ${order} is ${state} and open`);
  }
  for (const { orderNumber, captured, delivered, refunded } of ledgers.accounts()) {
    if (captured !== delivered + refunded)
      found.push(`${orderNumber}: captured ${captured}, delivered ${delivered}, refunded ${refunded}`);
  }
  for (const { settlementId, settled, carried, undone } of ledgers.insuranceAccounts()) {
    if (settled !== carried + undone) found.push(`${settlementId}: settled ${settled}, ${carried} and ${undone}`);
  }
  for (const { lockId, state } of ledgers.locks()) if (state === 'held') found.push(`lock ${lockId} is held`);
  const { reserved, printed, returned } = ledgers.pages();
  if (reserved !== printed + returned) found.push(`pages: ${reserved} reserved, ${printed} and ${returned}`);
  for (const { state } of ledgers.cards()) if (state === 'bound') found.push('a bound card nobody has');
  return found;
}

/** Where the cards of a dispenser that held a hundred are now. */
export function cardsOf({ shelf }: Stand): { stack: number; bin: number; taken: number; onTheWay: number } {
  const { stack, bin, taken, onTheWay } = shelf.cardDispenser.state();
  return { stack: stack.length, bin: bin.length, taken: taken.length, onTheWay: onTheWay ? 1 : 0 };
}
