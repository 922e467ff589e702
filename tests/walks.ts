/** Ways through the errands that tests walk again and again. */
import type { CodeKind } from '../seeds/city.ts';
import type { ChipCardName } from '../simulator/rehearsal/wallet.ts';
import type { ErrandName } from '../terminal/screen/errands.ts';
import type { Screen, ScreenName, Tap } from '../terminal/screen.ts';

export type ScreenOf<N extends ScreenName> = Extract<Screen, { name: N }>;

/** What is shown to the machine: a card laid down or put in, a stripe drawn through, a code held up. */
export type Presented = 'idCard' | 'stripe' | ChipCardName | CodeKind;

/** What a walk needs of whoever walks it. */
interface Walker {
  until<N extends ScreenName>(name: N): Promise<ScreenOf<N>>;
  tap(tap: Tap): void;
  begin(errand: ErrandName): void;
  comeFor(errand: ErrandName, person?: number, by?: Presented): void;
  type(way: 'typedId' | 'booking', text: string): Promise<void>;
  choose(): Promise<ScreenOf<'confirmAppointment'>>;
}

export interface Walks {
  /** `choose`: an option of a summary, a tile. */
  pick(id: string): void;
  /** From the choice of days to that of the departments of a day (YYYY-MM-DD); the first day unless told. */
  chooseDay(day?: string): Promise<ScreenOf<'chooseDepartment'>>;
  /** From the choice of departments to a free number, tapped; what comes of it is for the caller to wait for. */
  pickNumber(departmentId: string, which?: 'first' | 'last'): Promise<string>;
  /** The welcome to the shown code of a registration of which insurance bears a part. */
  toInsuredPayment(): Promise<ScreenOf<'pay'>>;
  /** The welcome to the summary of these bills, all of them unless told; by a social-security card unless told. */
  toBills(billIds?: readonly string[], by?: Presented, person?: number): Promise<ScreenOf<'review'>>;
  /** The welcome to the shown code of bills. */
  toBillsPayment(billIds?: readonly string[], by?: Presented): Promise<ScreenOf<'pay'>>;
  /** The welcome to the summary of a booking, by its code. */
  toBooking(code: string): Promise<ScreenOf<'review'>>;
  /** The welcome to the items of a transaction. */
  toRefund(orderNumber: string, person?: number): Promise<ScreenOf<'chooseSome'>>;
}

/** `walker` is asked for at every step: it is put together with its walks. */
export function walksOf(walker: () => Walker & Walks): Walks {
  /** Turns the pages of a list until what is looked for stands there. */
  async function turnTo<N extends ScreenName>(name: N, found: (screen: ScreenOf<N>) => boolean): Promise<void> {
    for (;;) {
      const screen = await walker().until(name);
      if (found(screen)) return;
      const page: { at: number; of: number } | undefined = 'page' in screen ? screen.page : undefined;
      if (!page || page.at === page.of) throw new Error(`not on any page of ${name}`);
      walker().tap({ kind: 'nextPage' });
    }
  }

  return {
    pick: (id) => walker().tap({ kind: 'choose', id }),
    async chooseDay(day) {
      const { choices } = await walker().until('chooseOne');
      walker().pick(day ?? choices[0]?.id ?? '');
      return walker().until('chooseDepartment');
    },
    async pickNumber(departmentId, which = 'first') {
      const one = which === 'first' ? 0 : -1;
      await turnTo('chooseDepartment', ({ departments }) => departments.some(({ id }) => id === departmentId));
      walker().pick(departmentId);
      const { doctors } = await walker().until('chooseDoctor');
      walker().pick(doctors.filter(({ left }) => left > 0).at(one)?.id ?? '');
      const { periods } = await walker().until('choosePeriod');
      const id = periods.filter(({ left }) => left > 0).at(one)?.id ?? '';
      walker().pick(id);
      return id;
    },
    async toInsuredPayment() {
      walker().comeFor('registration', 0, 'socialSecurity');
      await walker().chooseDay();
      await walker().choose();
      walker().tap({ kind: 'confirm' });
      return walker().until('pay');
    },
    async toBills(billIds, by = 'socialSecurity', at = 0) {
      walker().comeFor('payment', at, by);
      const { chosen } = await walker().until('chooseSome');
      for (const id of billIds ? chosen.filter((it) => !billIds.includes(it)) : []) walker().pick(id);
      walker().tap({ kind: 'confirm' });
      return walker().until('review');
    },
    async toBillsPayment(billIds, by) {
      await walker().toBills(billIds, by);
      walker().pick('pay');
      return walker().until('pay');
    },
    async toBooking(code) {
      walker().begin('collection');
      await walker().type('booking', code);
      return walker().until('review');
    },
    async toRefund(orderNumber, at = 0) {
      walker().comeFor('refund', at);
      await walker().until('chooseOne');
      walker().pick(orderNumber);
      return walker().until('chooseSome');
    },
  };
}
