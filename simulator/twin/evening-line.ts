import type { Network, NetworkReply } from '../../terminal/hospital/network.ts';
import { hubPaths } from '../../terminal/hub-contract.ts';
import type { Signer } from '../../terminal/ports.ts';
import { usageAfter } from '../../terminal/usage/reading.ts';
import { settle } from '../world/settle.ts';
import type { TwinKiosk } from './kiosk.ts';

/** Where a terminal's messages go, and the answers come from: real time passes on the way. */
export type HubLine = (message: {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}) => Promise<NetworkReply>;

export interface EveningLine {
  /** The terminal's way to the hub: down by day. */
  readonly network: Network;
  /** While the line is down nobody reads a signature, so none is made. */
  signer(signer: Signer): Signer;
  /** The line is up until the hub has everything; the terminal's time stands still while an answer is on its way. */
  tell(kiosk: TwinKiosk): Promise<void>;
}

/** Longer than the outbox waits at any time, in virtual milliseconds. */
const longestPause = 300_000;
const mostTries = 60;

const lineIsDown = new Error('the line is down');

/**
 * A line to the hub that is up on some evenings only. A terminal tells its week in few large batches then, by its own outbox
 * with its own back-off. How it is from minute to minute (heartbeats) is not told: of a month that is over nobody asks.
 */
export function createEveningLine(line: HubLine, zone: string): EveningLine {
  let isUp = false;
  let underWay: Promise<NetworkReply>[] = [];

  /** Until every answer is there, and what follows from it has settled. */
  async function answered(): Promise<void> {
    while (underWay.length > 0) {
      const waiting = underWay;
      underWay = [];
      await Promise.allSettled(waiting);
      await settle();
    }
  }

  return {
    network({ url, headers, body = '' }) {
      if (!isUp || url.endsWith(hubPaths.heartbeats)) return Promise.reject(lineIsDown);
      const answer = line({ path: new URL(url).pathname, headers, body });
      underWay.push(answer);
      return answer;
    },
    signer: ({ publicKey, sign }) => ({ publicKey, sign: (text) => (isUp ? sign(text) : '') }),
    async tell({ clock, journal }) {
      isUp = true;
      try {
        for (let tries = 0; tries < mostTries; tries++) {
          if (usageAfter(journal, journal.uploaded(), zone).next().done) return;
          await clock.skipTo(clock.now() + longestPause);
          await answered();
        }
      } finally {
        isUp = false;
      }
      throw new Error('the hub does not take what it is told');
    },
  };
}
