import type { NetworkReply } from '../../terminal/hospital/network.ts';
import type { HubLine } from './evening-line.ts';
import type { MonthPlan } from './month-of-visits.ts';
import type { PlannedTerminal } from './visit-plan.ts';

/** What a worker is given when it starts. */
export interface WorkerTask {
  readonly plan: MonthPlan;
}

export type ToWorker =
  | { readonly kind: 'live'; readonly planned: PlannedTerminal }
  | { readonly kind: 'answer'; readonly id: number; readonly reply: NetworkReply }
  | { readonly kind: 'noAnswer'; readonly id: number };

export type FromWorker =
  | { readonly kind: 'tells'; readonly id: number; readonly message: Parameters<HubLine>[0] }
  | { readonly kind: 'visited'; readonly visits: number }
  | { readonly kind: 'lived'; readonly visits: number }
  | { readonly kind: 'failed'; readonly why: string };
