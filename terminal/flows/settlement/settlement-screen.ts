import type { SnapshotFrom } from 'xstate';
import type { Work } from '../../screen/words.ts';
import type { Screen } from '../../screen.ts';
import { timeOf } from '../../zone.ts';
import type { settlementMachine } from './settlement-machine.ts';
import { handed } from './settlement-setup.ts';

type Snapshot = SnapshotFrom<typeof settlementMachine>;

/** What a terminal has that the screen of the payment depends on. */
export interface PayingAt {
  /** IANA zone. */
  readonly zone: string;
  /** A payer's code can be scanned here. */
  readonly scan: boolean;
}

const working = (work: Work): Screen => ({ name: 'working', work });

export function settlementScreen(snapshot: Snapshot | undefined, { zone, scan }: PayingAt): Screen {
  if (!snapshot || snapshot.matches('checking')) return working('checkingPrinter');
  const { context } = snapshot;
  const { request, watched, again } = context;
  const order = watched?.order;
  const { kind } = request.purpose;
  if (snapshot.matches({ ordering: 'opening' })) {
    return working(order?.lock === 'held' ? 'creatingOrder' : kind === 'slot' ? 'lockingSlot' : 'asking');
  }
  if (snapshot.matches({ ordering: 'paying' }) && order) {
    if (watched.charge === 'running') return working('charging');
    return {
      name: 'pay',
      rows: request.rows,
      split: request.split,
      code: order.code ?? '',
      orderNumber: order.order,
      heldUntil: timeOf(order.lockedUntil ?? 0, zone),
      scan,
      payerBusy: watched.payerBusy,
      ...(again !== undefined && { again }),
    };
  }
  if (snapshot.matches({ ordering: 'delivering' })) {
    if (kind !== 'reports') return working(context.work);
    return {
      name: 'printing',
      what: 'reports',
      rows: request.rows,
      pages: { out: context.pagesOut, of: request.pages ?? context.pagesOut },
    };
  }
  if (snapshot.matches({ ordering: 'confirming' })) {
    if (kind === 'card') return working('bindingCard');
    return { name: 'confirming', amount: order?.payment === 'paid' ? order.self : 0 };
  }
  if (snapshot.matches({ ordering: 'handing' })) {
    return context.cardAtGate ? { name: 'takeCard' } : working(context.work);
  }
  if (snapshot.matches({ ordering: { fulfilled: 'printing' } })) {
    const { rows, queueNumber } = handed(context);
    return { name: 'printing', what: 'slip', rows, ...(queueNumber !== undefined && { queueNumber }) };
  }
  if (snapshot.matches({ ordering: 'givingBack' }) || snapshot.matches({ ordering: 'arriving' })) {
    return working(kind === 'cancel' && order?.confirmation !== 'done' ? 'cancellingBooking' : 'refunding');
  }
  return working('cancellingOrder');
}

/** When the shown code can no longer be paid, in UTC milliseconds, while it stands on the screen. */
export const payUntil = (snapshot: Snapshot | undefined): number | undefined =>
  snapshot?.matches({ ordering: 'paying' }) ? snapshot.context.watched?.order.payUntil : undefined;
