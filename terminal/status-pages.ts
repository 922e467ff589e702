/** `/health` and `/metrics`, on the port of the patients' page and under its rules: this machine, and no foreign name for it. */
import type { Clock } from '../device-drivers/contract/clock.ts';
import type { Condition } from './condition.ts';
import { healthOf, type Identity, statusCodeOf } from './health.ts';
import type { LogEvent } from './log-event.ts';
import { createMetrics } from './metrics.ts';

/** What is answered to a request for something that is no file of the page. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

export interface Looked {
  readonly identity: Identity;
  readonly clock: Clock;
  readonly terminal: { condition(): Condition };
  /** Whether a page has the screen's socket. */
  readonly screen: () => boolean;
}

export interface StatusPages {
  /** To be told of every event that is logged. */
  count(event: LogEvent): void;
  /** Nothing for a path that is no page of these. */
  answer(path: string): Promise<Answer | undefined>;
  /** One line for `systemctl status`. */
  line(): string;
}

export function createStatusPages({ identity, clock, terminal, screen }: Looked): StatusPages {
  const metrics = createMetrics(identity, () => ({ ...terminal.condition(), screen: screen() }));
  const health = () => healthOf(terminal.condition(), screen(), identity, clock.now());

  async function answer(path: string): Promise<Answer | undefined> {
    if (path === '/health') {
      const said = health();
      return { status: statusCodeOf(said), type: 'application/json', body: `${JSON.stringify(said, null, 2)}\n` };
    }
    if (path === '/metrics') return { status: 200, type: metrics.contentType, body: await metrics.text() };
    return undefined;
  }

  return {
    count: metrics.count,
    // A journal that cannot even be read is no reason to be silent about it.
    answer: (path) => answer(path).catch(() => unread),
    line() {
      const { status, reasons } = health();
      return reasons.length === 0 ? status : `${status}: ${reasons.join(', ')}`;
    },
  };
}

const unread: Answer = {
  status: 503,
  type: 'application/json',
  body: `${JSON.stringify({ status: 'failed', reasons: ['journal'] })}\n`,
};
