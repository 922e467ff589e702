import type { HospitalPolicy } from '../../seeds/clinic.ts';
import type { Subject } from '../../terminal/hospital/contract/locks.ts';
import type { LocalText } from '../../terminal/hospital/contract/words.ts';
import type { Verbs } from '../../terminal/hospital/contract.ts';
import type { RefusalOf } from '../../terminal/hospital/verb.ts';
import { type Bills, isBeingPaid } from './bills.ts';
import { type Bookings, registrationFee } from './bookings.ts';
import type { Cards } from './cards.ts';
import { type Answer, granted, refused } from './once.ts';
import type { Reports } from './reports.ts';
import type { Schedule } from './schedule.ts';

type LockRefusal = Exclude<RefusalOf<Verbs['lock']>, 'conflict'>;

/** Something that can be held: what it costs, and how it is taken and given back. */
export interface Holding {
  readonly title: LocalText;
  /** Fen, thing by thing; they cost what they cost now. */
  readonly items: readonly { readonly title: LocalText; readonly amount: number }[];
  /** Whether insurance bears a part. */
  readonly insurable: boolean;
  take(lockId: string): void;
  /** `pagesDelivered` of reports that were not printed to the end. */
  giveBack(lockId: string, pagesDelivered: number): void;
  /** It went to the patient: nobody holds it any more. */
  letGo(lockId: string): void;
}

type Opening = Answer<Holding, LockRefusal>;

export interface Subjects {
  /** What a patient wants to hold, if it can be held now. Takes nothing yet. */
  open(subject: Subject, recordId: string): Opening;
}

interface Needs {
  readonly schedule: Schedule;
  readonly bookings: Bookings;
  readonly bills: Bills;
  readonly cards: Cards;
  readonly reports: Reports;
  readonly policy: HospitalPolicy;
}

const nothingTaken = { take: () => {}, giveBack: () => {}, letGo: () => {} };
const cardFee = { zh: '就诊卡工本费', en: 'Hospital card' };
const printing = { zh: '报告打印', en: 'Printing of reports' };

export function createSubjects({ schedule, bookings, bills, cards, reports, policy }: Needs): Subjects {
  /** Records for which a terminal is issuing a card at this moment. */
  const cardsUnderWay = new Set<string>();

  function slot(slotId: string, recordId: string): Opening {
    const it = schedule.slot(slotId);
    if (!it) return refused('subjectUnknown');
    if (schedule.isOver(it)) return refused('slotOver');
    if (schedule.isClosed(it.department, it.day)) return refused('sameDayOff');
    if (it.day > schedule.today() && bookings.missedBy(recordId) >= policy.noShowsBar) return refused('noShowBar');
    if (bookings.isRegistered(recordId, it.day, it.department)) return refused('alreadyRegistered');
    if (schedule.isCancelled(it) || schedule.left(it) <= 0) return refused('slotTaken');
    return granted({
      title: it.department.name,
      items: [{ title: registrationFee, amount: it.price }],
      insurable: true,
      take: (lockId) => void it.takenBy.add(lockId),
      giveBack: (lockId) => void it.takenBy.delete(lockId),
      letGo: () => {},
    });
  }

  function booking(bookingId: string, recordId: string): Opening {
    const row = bookings.find(bookingId);
    if (row?.recordId !== recordId) return refused('subjectUnknown');
    const collect = bookings.collectable(row);
    if (collect === 'done') return refused('alreadyCollected');
    if (collect === 'no') return refused('notAllowed');
    if (collect !== 'now') return refused(collect);
    if (row.heldBy !== undefined) return refused('beingPaid');
    return granted({
      title: row.department.name,
      items: [{ title: registrationFee, amount: row.payment === 'unpaid' ? row.price : 0 }],
      insurable: true,
      take(lockId) {
        row.heldBy = lockId;
      },
      giveBack: () => void delete row.heldBy,
      letGo: () => void delete row.heldBy,
    });
  }

  function checkIn(bookingId: string, recordId: string): Opening {
    const row = bookings.find(bookingId);
    if (row?.recordId !== recordId) return refused('subjectUnknown');
    if (row.state === 'checkedIn') return refused('alreadyCollected');
    const when = bookings.inWindow(row);
    if (when !== 'now') return refused(when);
    if (!bookings.mayCheckIn(row)) return refused('notAllowed');
    return granted({ title: row.department.name, items: [], insurable: false, ...nothingTaken });
  }

  function billsOf(billIds: readonly string[], recordId: string): Opening {
    const rows = [...new Set(billIds)].flatMap((billId) => bills.find(billId) ?? []);
    const [first] = rows;
    const known = rows.length === billIds.length && rows.every((row) => row.recordId === recordId);
    if (!first || !known) return refused('subjectUnknown');
    if (rows.some(({ paid }) => paid)) return refused('billPaid');
    if (rows.some(isBeingPaid)) return refused('beingPaid');
    const letGo = () => {
      for (const row of rows) delete row.heldBy;
    };
    return granted({
      title: first.title,
      items: rows.flatMap((row) => row.items),
      insurable: true,
      take(lockId) {
        for (const row of rows) row.heldBy = lockId;
      },
      giveBack: letGo,
      letGo,
    });
  }

  function card(replaces: boolean, recordId: string): Opening {
    if (!policy.card) return refused('notAllowed');
    const refusal = cards.refusalOf(recordId, replaces);
    if (refusal) return refused(refusal);
    if (cardsUnderWay.has(recordId)) return refused('beingPaid');
    return granted({
      title: cardFee,
      items: [{ title: cardFee, amount: replaces ? policy.card.replacementFee : policy.card.fee }],
      insurable: false,
      take: () => void cardsUnderWay.add(recordId),
      giveBack: () => void cardsUnderWay.delete(recordId),
      letGo: () => void cardsUnderWay.delete(recordId),
    });
  }

  function reportsOf(reportIds: readonly string[], recordId: string): Opening {
    const refusal = reports.mayHold(recordId, reportIds);
    if (refusal) return refused(refusal);
    return granted({
      title: printing,
      items: [],
      insurable: false,
      take: () => reports.hold(recordId, reportIds),
      giveBack: (_, pagesDelivered) => reports.giveBack(reportIds, pagesDelivered),
      letGo: () => {},
    });
  }

  return {
    open(subject, recordId) {
      switch (subject.kind) {
        case 'slot':
          return slot(subject.slotId, recordId);
        case 'booking':
          return booking(subject.bookingId, recordId);
        case 'checkIn':
          return checkIn(subject.bookingId, recordId);
        case 'bills':
          return billsOf(subject.billIds, recordId);
        case 'card':
          return card(subject.replaces, recordId);
        case 'reports':
          return reportsOf(subject.reportIds, recordId);
      }
    },
  };
}
