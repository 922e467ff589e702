/** A terminal in virtual time with a patient's hands on it: what the fault tests are written with. */
import type { IdCard } from '../device-drivers/contract/id-card-reader.ts';
import { people } from '../seeds/people.ts';
import { createFate } from '../simulator/world/fate.ts';
import type { CutAtWrite } from '../simulator/world/mortal.ts';
import { createWorld, type World, type WorldOptions } from '../simulator/world/world.ts';
import { entryOf, recordsAfter } from '../terminal/journal/journal.ts';
import type { LogEvent } from '../terminal/log-event.ts';
import type { Order } from '../terminal/money/order.ts';
import type { ErrandName } from '../terminal/screen/errands.ts';
import type { Screen, ScreenName, Shown, Tap } from '../terminal/screen.ts';

type ScreenOf<N extends ScreenName> = Extract<Screen, { name: N }>;

export interface Kiosk {
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
  /** The one order there is, as the journal has it. */
  order(): Order;
  /** Kinds of the journal's entries, in order. */
  kinds(): string[];
  cutAtWrite(which: CutAtWrite | undefined, after?: number): void;
}

export async function openKiosk(options: Partial<WorldOptions> = {}): Promise<Kiosk> {
  const log: LogEvent[] = [];
  let cut: CutAtWrite | undefined;
  let writesBefore = 0;
  const world = createWorld({
    fate: createFate(11),
    onLog: (event) => log.push(event),
    ...options,
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
  const kiosk: Kiosk = {
    world,
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
