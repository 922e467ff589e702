/** A terminal in virtual time with a patient's hands on it: what the fault tests are written with. */
import type { IdCard } from '../device-drivers/contract/id-card-reader.ts';
import type { HospitalPolicy } from '../seeds/clinic.ts';
import { demonstrationHospital } from '../seeds/hospital.ts';
import { people } from '../seeds/people.ts';
import { slipText } from '../simulator/devices/paper.ts';
import { matchRoute } from '../simulator/hospital/route.ts';
import type { HospitalWorld } from '../simulator/hospital/world.ts';
import { createWallet, type Wallet } from '../simulator/rehearsal/wallet.ts';
import { createFate } from '../simulator/world/fate.ts';
import type { CutAtWrite } from '../simulator/world/mortal.ts';
import { createWorld, type World, type WorldOptions } from '../simulator/world/world.ts';
import type { VerbName } from '../terminal/hospital/contract.ts';
import { entryOf, recordsAfter } from '../terminal/journal/journal.ts';
import type { LogEvent } from '../terminal/log-event.ts';
import type { Order } from '../terminal/money/order.ts';
import type { ErrandName } from '../terminal/screen/errands.ts';
import type { ScreenName, Shown, Tap } from '../terminal/screen.ts';
import { type Presented, type ScreenOf, type Walks, walksOf } from './walks.ts';

/** The demonstration hospital with other policies. */
export const hospitalWith = (policy: Partial<HospitalPolicy>): HospitalWorld => ({
  ...demonstrationHospital,
  policy: { ...demonstrationHospital.policy, ...policy },
});

/** The place in the seeds of a person with this name. */
export function whose(name: string): number {
  const at = people.findIndex(({ card }) => card.name === name);
  if (at < 0) throw new Error(`the seeds have nobody named ${name}`);
  return at;
}

export interface Kiosk extends Walks {
  readonly world: World;
  readonly log: readonly LogEvent[];
  /** Somebody with a record at the hospital, and nothing unusual. */
  readonly card: IdCard;
  shown(): Shown;
  /** Waits, in virtual time, until a screen stands. Fails with the screen that stands instead. */
  until<N extends ScreenName>(name: N, limit?: number): Promise<ScreenOf<N>>;
  tap(tap: Tap): void;
  /** From the welcome to the choice of departments, the card read. */
  identify(card?: IdCard): Promise<void>;
  /** From the welcome into an errand, to the screen that asks who is there. */
  begin(errand: ErrandName): void;
  /** From the choice of departments to the summary; a department by its place in the list. */
  choose(department?: number): Promise<ScreenOf<'confirmAppointment'>>;
  /** From the welcome to the shown code. */
  toPayment(): Promise<ScreenOf<'pay'>>;
  /** The cards and phones of everybody; people by their place in the seeds. */
  readonly wallet: Wallet;
  /** Shows who one is. */
  present(person: number, by?: Presented): void;
  /** Says who one is by the number pad, from the screen that asks. */
  type(way: 'typedId' | 'booking', text: string): Promise<void>;
  /** From the welcome into an errand, and who one is. What comes of it is for the caller to wait for. */
  comeFor(errand: ErrandName, person?: number, by?: Presented): void;
  /** Holds any code before the scanner. */
  scan(data: string): void;
  /** The payer scans the code that is shown, and pays. */
  pay(): void;
  /** The words of every slip in the outlet, the oldest first, cut marks left out. */
  slips(): readonly string[];
  /** From the last screen to the welcome, everything taken along. */
  leave(): Promise<void>;
  /** Lets time pass until all that goes by itself has gone. */
  quiet(): Promise<void>;
  /** What the hospital was asked for, in order, whether or not it arrived. */
  asked(...of: VerbName[]): readonly VerbName[];
  /** Every order of the journal, the oldest first. */
  orders(): readonly Order[];
  /** The one order there is, as the journal has it. */
  order(): Order;
  /** Kinds of the journal's entries, in order. */
  kinds(): string[];
  cutAtWrite(which: CutAtWrite | undefined, after?: number): void;
}

/** Longer than any refund, undoing or repeated question takes, in milliseconds. */
const quietTime = 300_000;

function had<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Error('this person has no such thing');
  return thing;
}

export async function openKiosk(options: Partial<WorldOptions> = {}): Promise<Kiosk> {
  const log: LogEvent[] = [];
  const asked: VerbName[] = [];
  let cut: CutAtWrite | undefined;
  let writesBefore = 0;
  const world = createWorld({
    fate: createFate(11),
    onLog: (event) => log.push(event),
    ...options,
    net(network, clock) {
      const behind = options.net?.(network, clock) ?? network;
      return (request) => {
        const [, path = ''] = /\/api\/v1(\/[^?]*)/.exec(request.url) ?? [];
        const match = matchRoute(request.method, path);
        if (match.found) asked.push(match.name);
        return behind(request);
      };
    },
    cutAtWrite() {
      if (!cut || writesBefore-- > 0) return undefined;
      const now = cut;
      cut = undefined;
      return now;
    },
  });
  const [person] = people;
  if (!person) throw new Error('the seeds hold nobody');

  const shown = () => {
    const it = world.shown;
    if (!it) throw new Error('the terminal has no power');
    return it;
  };
  const { shelf } = world;
  const wallet = createWallet(people, shelf.newCards);

  const kiosk: Kiosk = {
    ...walksOf(() => kiosk),
    world,
    wallet,
    log,
    card: person.card,
    shown,
    async until<N extends ScreenName>(name: N, limit = 300_000) {
      const reached = await world.clock.runUntil(() => world.shown?.screen.name === name, limit);
      const { screen } = shown();
      if (!reached || screen.name !== name) throw new Error(`waited for ${name}, found ${JSON.stringify(screen)}`);
      return screen as ScreenOf<N>;
    },
    tap: (tap) => world.terminal?.tap({ tap, revision: shown().revision }),
    begin(errand) {
      kiosk.tap({ kind: 'begin' });
      kiosk.tap({ kind: 'errand', errand });
    },
    async identify(card = person.card) {
      kiosk.begin('registration');
      world.reader.put(card);
      const { choices } = await kiosk.until('chooseOne');
      kiosk.tap({ kind: 'choose', id: choices[0]?.id ?? '' });
      await kiosk.until('chooseDepartment');
    },
    async choose(department = 2) {
      const { departments } = await kiosk.until('chooseDepartment');
      kiosk.tap({ kind: 'choose', id: departments[department]?.id ?? '' });
      const { doctors } = await kiosk.until('chooseDoctor');
      kiosk.tap({ kind: 'choose', id: doctors.find(({ left }) => left > 0)?.id ?? '' });
      const { periods } = await kiosk.until('choosePeriod');
      kiosk.tap({ kind: 'choose', id: periods.find(({ left }) => left > 0)?.id ?? '' });
      return kiosk.until('confirmAppointment');
    },
    async toPayment() {
      await kiosk.identify();
      await kiosk.choose();
      kiosk.tap({ kind: 'confirm' });
      return kiosk.until('pay');
    },
    present(at, by = 'idCard') {
      const who = people[at];
      if (!who) throw new RangeError(`nobody at ${at}`);
      if (by === 'idCard') world.reader.put(who.card);
      else if (by === 'stripe') shelf.magneticCardReader.swipe({ track2: who.cards.hospitalCard ?? '' });
      else if (by === 'hospital' || by === 'socialSecurity') shelf.chipCardReader.put(had(wallet.chipCard(at, by)));
      else shelf.barcodeScanner.show({ aim: ']Q1', data: had(wallet.code(at, by, world.clock.now())) });
    },
    async type(way, text) {
      await kiosk.until('presentCredential');
      kiosk.pick(way);
      kiosk.tap({ kind: 'enter', text });
    },
    comeFor(errand, at = 0, by = 'idCard') {
      kiosk.begin(errand);
      kiosk.present(at, by);
    },
    scan: (data) => shelf.barcodeScanner.show({ aim: ']Q1', data }),
    pay() {
      const { screen } = shown();
      if (screen.name !== 'pay') throw new Error(`no code is shown on ${screen.name}`);
      const paid = world.hospital.controls.pay(screen.orderNumber);
      if (!paid.ok) throw new Error(paid.why);
    },
    slips: () => world.printer.state().slips.map(slipText),
    async leave() {
      world.reader.take();
      shelf.chipCardReader.take();
      shelf.barcodeScanner.hide();
      world.printer.take();
      kiosk.tap({ kind: 'finish' });
      await kiosk.until('attract');
    },
    quiet: () => world.clock.advance(quietTime),
    asked: (...of) => asked.filter((name) => of.includes(name)),
    orders() {
      const entries = [...recordsAfter(world.journal, 0)].map(entryOf);
      return entries.flatMap((entry) =>
        entry.kind === 'order.opened' ? (world.journal.order(entry.order) ?? []) : [],
      );
    },
    order() {
      const [account] = world.hospital.ledgers.accounts();
      const order = account && world.journal.order(account.orderNumber);
      if (!order) throw new Error('there is no order');
      return order;
    },
    kinds: () => [...recordsAfter(world.journal, 0)].map((record) => entryOf(record).kind),
    cutAtWrite(which, after = 0) {
      cut = which;
      writesBefore = after;
    },
  };
  world.powerOn();
  await kiosk.until('attract');
  await world.clock.runUntil(() => {
    const { screen } = shown();
    return screen.name === 'attract' && screen.errands.some(({ open }) => open);
  }, 60_000);
  return kiosk;
}
