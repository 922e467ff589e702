import type { Group } from './rule.ts';
import { bookings } from './rules/bookings.ts';
import { capabilities } from './rules/capabilities.ts';
import { cards } from './rules/cards.ts';
import { confirmations } from './rules/confirmations.ts';
import { everyReply } from './rules/every-reply.ts';
import { files } from './rules/files.ts';
import { insurance } from './rules/insurance.ts';
import { ledgers, prices } from './rules/ledgers.ts';
import { locks } from './rules/locks.ts';
import { notices } from './rules/notices.ts';
import { orders } from './rules/orders.ts';
import { patients } from './rules/patients.ts';
import { refunds } from './rules/refunds.ts';
import { requests } from './rules/requests.ts';
import { schedule } from './rules/schedule.ts';
import { unknownIds } from './rules/unknown-ids.ts';

/** In the order in which they are tried: books and notices after what fills them, what is said of every answer last. */
export const groups: readonly Group[] = [
  capabilities,
  requests,
  unknownIds,
  patients,
  schedule,
  locks,
  orders,
  confirmations,
  bookings,
  refunds,
  insurance,
  files,
  cards,
  prices,
  ledgers,
  notices,
  everyReply,
];
