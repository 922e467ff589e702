import type { Verbs } from '../../terminal/hospital/contract.ts';
import type { InputOf, RefusalOf, ReplyOf } from '../../terminal/hospital/verb.ts';
import type { CardState, City, Holder } from './city.ts';
import { type Answer, createOnce, granted, refused } from './once.ts';

type Report = Verbs['reportCardDelivery'];

/** A card this hospital issued. */
export interface CardRow {
  readonly cardNumber: string;
  readonly recordId: string;
  readonly state: CardState;
}

/** The hospital cards issued at this hospital's terminals. They are good city-wide. */
export interface Cards {
  /** Whether the person of this record has a card, in hand or waiting at the window. */
  hasCard(recordId: string): boolean;
  /** Why no card can be issued now. A lost card counts as one to be replaced. Asked at the lock and again at the confirmation. */
  refusalOf(recordId: string, replaces: boolean): 'hasCard' | 'noCard' | undefined;
  /** A fresh card number (12 digits) for a lock; the same for the same lock. */
  numberFor(lockId: string): string;
  /**
   * Binds the lock's number to the record's person, city-wide; with `replaces` the old card is blocked as lost. The same
   * lock twice binds once. Throws where `refusalOf` says why not.
   */
  bind(lockId: string, recordId: string, replaces: boolean): void;
  deliver(input: InputOf<Report>): Answer<ReplyOf<Report>, RefusalOf<Report>>;
  getDelivery(input: { readonly orderNumber: string }): Answer<ReplyOf<Report>, 'deliveryUnknown'>;
  all(): readonly CardRow[];
}

interface Needs {
  readonly city: City;
  /** Whose record this is. */
  readonly personOf: (recordId: string) => Holder | undefined;
  /** The lock behind an order whose confirmation bound a card; nothing for any other order. */
  readonly cardLockOf: (orderNumber: string) => string | undefined;
}

export function createCards({ city, personOf, cardLockOf }: Needs): Cards {
  const once = createOnce();
  const numbers = new Map<string, string>();
  const bound = new Map<string, { readonly cardNumber: string; readonly recordId: string }>();
  const deliveries = new Map<string, ReplyOf<Report>>();

  function holderOf(recordId: string): Holder {
    const person = personOf(recordId);
    if (!person) throw new RangeError(`no record ${recordId}`);
    return person;
  }

  function refusalOf(recordId: string, replaces: boolean) {
    const { idNumber } = holderOf(recordId);
    if (replaces) return city.everHadCard(idNumber) ? undefined : 'noCard';
    return city.activeCard(idNumber) ? 'hasCard' : undefined;
  }

  function numberFor(lockId: string): string {
    const number = numbers.get(lockId) ?? city.freshCardNumber();
    numbers.set(lockId, number);
    return number;
  }

  function deliver({ orderNumber, state }: InputOf<Report>): Answer<ReplyOf<Report>, RefusalOf<Report>> {
    const card = bound.get(cardLockOf(orderNumber) ?? '');
    if (!card) return refused('confirmationUnknown');
    city.deliverCard(card.cardNumber, state);
    const delivery = { orderNumber, state };
    deliveries.set(orderNumber, delivery);
    return granted(delivery);
  }

  return {
    hasCard: (recordId) => city.activeCard(personOf(recordId)?.idNumber ?? '') !== undefined,
    refusalOf,
    numberFor,
    bind(lockId, recordId, replaces) {
      if (bound.has(lockId)) return;
      const refusal = refusalOf(recordId, replaces);
      if (refusal) throw new RangeError(`no card for ${recordId}: ${refusal}`);
      const holder = holderOf(recordId);
      const old = city.activeCard(holder.idNumber);
      if (old) city.reportCardLost(old.number);
      const cardNumber = numberFor(lockId);
      city.bindCard(cardNumber, holder);
      bound.set(lockId, { cardNumber, recordId });
    },
    deliver: (input) =>
      once.write(
        input.orderNumber,
        input,
        () => deliver(input),
        () => deliveries.get(input.orderNumber),
      ),
    getDelivery({ orderNumber }) {
      const delivery = deliveries.get(orderNumber);
      return delivery ? granted(delivery) : refused('deliveryUnknown');
    },
    all: () =>
      [...bound.values()].map((row) => {
        const card = city.card(row.cardNumber);
        if (!card) throw new Error(`a bound card the city does not know: ${row.recordId}`);
        return { ...row, state: card.state };
      }),
  };
}
