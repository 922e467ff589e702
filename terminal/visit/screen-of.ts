/** Folds the machines' state into the one value the page draws. Pure. */
import { cardScreen } from '../flows/card/card-screen.ts';
import { collectionScreen } from '../flows/collection/collection-screen.ts';
import type { Ending } from '../flows/ending.ts';
import { paymentScreen } from '../flows/payment/payment-screen.ts';
import { recordsScreen } from '../flows/records/records-screen.ts';
import { refundScreen } from '../flows/refund/refund-screen.ts';
import { registrationScreen } from '../flows/registration/registration-screen.ts';
import { reportScreen } from '../flows/report/report-screen.ts';
import { reprintScreen } from '../flows/reprint/reprint-screen.ts';
import type { PayingAt } from '../flows/settlement/settlement-screen.ts';
import { type TechnicianFacts, technicianScreen } from '../flows/technician/technician-screen.ts';
import type { ErrandName } from '../screen/errands.ts';
import type { ClinicHours } from '../screen/parts.ts';
import type { Thing } from '../screen/words.ts';
import type { WholeScreen } from './pages.ts';
import { doingIn, type VisitSnapshot } from './visit-machine.ts';

/** What stands outside the machines and on the screens all the same. */
export interface Facts {
  readonly at: PayingAt;
  readonly technician: () => TechnicianFacts;
  /** When the clinic is open, as it stands now. */
  readonly hours: () => ClinicHours | undefined;
  /** What to show at the window where there is no order: by it the visit is found in the journal and in the hub. */
  readonly reference: () => string;
}

const errandScreens = {
  registration: registrationScreen,
  collection: collectionScreen,
  payment: paymentScreen,
  report: reportScreen,
  card: cardScreen,
  refund: refundScreen,
  records: recordsScreen,
  reprint: reprintScreen,
} as const;

const quiet: WholeScreen = { name: 'working', work: 'asking' };

/** Lists whole: how much of one is shown is the browsing's to say. */
export function screenOf(snapshot: VisitSnapshot, facts: Facts): WholeScreen {
  const { services, ending } = snapshot.context;
  if (snapshot.value === 'starting') return { name: 'starting' };
  if (snapshot.value === 'attract') {
    const { errands, announcements, inService } = services;
    if (!inService) return { name: 'outOfService' };
    const hours = facts.hours();
    return { name: 'attract', errands, ...(hours && { hours }), announcements };
  }
  if (snapshot.value === 'serviced') {
    return technicianScreen(snapshot.children.technician?.getSnapshot(), facts.technician());
  }
  const doing = doingIn(snapshot);
  if (doing === 'menu') return { name: 'menu', errands: services.errands };
  if (doing === 'farewell') return lastScreen(ending, services.thingsLeft, facts.reference);
  const errand = errandOf(snapshot);
  if (errand) return errandScreen(snapshot, errand, facts.at);
  const reference = facts.reference();
  return { name: 'trouble', trouble: 'terminalFault', money: { money: 'untouched' }, reference, take: [] };
}

/** The errand going on. */
export function errandOf(snapshot: VisitSnapshot): ErrandName | undefined {
  const doing = doingIn(snapshot);
  return doing === 'menu' || doing === 'farewell' ? undefined : doing;
}

function errandScreen(snapshot: VisitSnapshot, errand: ErrandName, at: PayingAt): WholeScreen {
  const running = snapshot.children.errand?.getSnapshot();
  if (!running) return quiet;
  // An errand's name and its screens belong together; the compiler cannot follow that through a union.
  const draw = errandScreens[errand] as (snapshot: unknown, at: PayingAt) => WholeScreen;
  return draw(running, at);
}

function lastScreen(ending: Ending, thingsLeft: readonly Thing[], reference: () => string): WholeScreen {
  const beside = (things: readonly Thing[]) => [...thingsLeft, ...things.filter((it) => !thingsLeft.includes(it))];
  if (ending.kind === 'done') {
    const { kind: _, ...what } = ending;
    return { name: 'farewell', ...what, take: beside(what.take) };
  }
  if (ending.kind === 'trouble') {
    const { kind: _, ...what } = ending;
    return { name: 'trouble', ...what, reference: what.reference ?? reference(), take: beside(comeOut(what.pages)) };
  }
  return quiet;
}

/** However it ended, pages that came out lie in the tray, and the next patient must not find them. */
const comeOut = (pages: { readonly out: number } | undefined): readonly Thing[] =>
  pages !== undefined && pages.out > 0 ? ['reports'] : [];
