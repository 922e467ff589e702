import type { Clock } from '../../device-drivers/contract/clock.ts';
import type { VirtualShelf } from '../devices/virtual-shelf.ts';
import type { Claim } from './claims.ts';
import { serveXfs4Iot } from './face.ts';
import { publisherPorts } from './publisher.ts';

/** Whose devices are shown. */
export interface Faced {
  readonly shelf: VirtualShelf;
  readonly clock: Clock;
  readonly claim: Claim;
}

/** The XFS4IoT face of whatever world there is now, at one address. */
export interface StandingFace {
  /** Shows other devices: clients of those before are hung up on. */
  show(faced: Faced): void;
  /** Where it is. Rejects where it cannot be shown. */
  address(): Promise<string>;
  close(): Promise<void>;
}

export function createStandingFace(): StandingFace {
  let ports: readonly number[] = publisherPorts;
  let close = async () => {};
  let turn: Promise<string> = Promise.reject(new Error('nothing is shown'));
  turn.catch(() => {});
  return {
    show({ shelf, clock, claim }) {
      turn = turn
        .catch(() => '')
        .then(async () => {
          await close();
          const face = await serveXfs4Iot({ shelf, clock, claim, ports });
          close = face.close;
          // Once taken the port is kept.
          ports = [Number(new URL(face.url).port)];
          return face.url;
        });
      turn.catch(() => {});
    },
    address: () => turn,
    async close() {
      await turn.catch(() => {});
      await close();
    },
  };
}
