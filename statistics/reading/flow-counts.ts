import type { VisitFlow } from '../../terminal/usage-event.ts';
import type { CountName } from '../intake/roll-up.ts';

/** What is counted of one flow and of no other. */
export const flowCounts: Readonly<Record<VisitFlow, readonly CountName[]>> = {
  registration: ['registrations', 'registrationAmount'],
  collection: ['collections', 'collectionsPaidHere', 'collectionAmount', 'checkIns', 'cancellations'],
  payment: ['payments', 'paymentAmount'],
  report: ['reportPrintings', 'reports', 'pages'],
  card: ['cardsIssued', 'cardsCaptured'],
  refund: ['refunds', 'refundAmount'],
  records: [],
  reprint: ['slipReprints'],
  none: [],
};
