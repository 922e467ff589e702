import * as v from 'valibot';
import type { Clock } from '../../device-drivers/contract/clock.ts';
import { type Arrival, collector, type Received } from '../../statistics/intake/collecting.ts';
import type { Seals } from '../../statistics/intake/seals.ts';
import type { IntakeStore } from '../../statistics/store/hub-store.ts';
import type { Network, NetworkReply } from '../../terminal/hospital/network.ts';
import { Heartbeat, hubPaths, signatureHeader, signedText } from '../../terminal/hub-contract.ts';
import type { Signer } from '../../terminal/ports.ts';
import { inventedSeals, inventedSigner } from './invented-keys.ts';
import { createMemoryIntakeStore, type MemoryIntakeStore } from './memory-intake-store.ts';

/** The hub as the terminals of a world find it, whatever stands behind it. */
export interface HubEnd {
  /** Binds a key to a terminal, and gives it to it. */
  enrol(terminal: string): Signer;
  /** Answers what terminals ask of the hub. */
  readonly network: Network;
  /** What arrived. */
  readonly intake: IntakeStore;
}

export interface MemoryHub extends HubEnd {
  readonly intake: MemoryIntakeStore;
  /** The last word of each terminal, by its name. */
  readonly heartbeats: ReadonlyMap<string, Heartbeat>;
}

/**
 * As much of the hub as terminals speak with, in memory: the production collector, which settles within the moment, and
 * the last heartbeats. `keys` are those of a world without forgers unless told.
 */
export function createMemoryHub(
  clock: Pick<Clock, 'now'>,
  keys: { readonly seals: Seals; readonly signer: (terminal: string) => Signer } = {
    seals: inventedSeals,
    signer: inventedSigner,
  },
): MemoryHub {
  const { seals } = keys;
  const intake = createMemoryIntakeStore();
  const publicKeys = new Map<string, string>();
  const heartbeats = new Map<string, Heartbeat>();
  const receive = collector({ clock, store: intake, seals, log: () => {} });

  function beat({ path, body, signature }: Arrival): NetworkReply {
    const heartbeat = v.parse(Heartbeat, JSON.parse(body));
    const key = publicKeys.get(heartbeat.terminal);
    const isSigned =
      key !== undefined && signature !== undefined && seals.verify(key, signedText(path, body), signature);
    if (!isSigned) return reply(401, { code: 'signatureWrong' });
    heartbeats.set(heartbeat.terminal, heartbeat);
    return reply(200, {});
  }

  return {
    enrol(terminal) {
      const signer = keys.signer(terminal);
      publicKeys.set(terminal, signer.publicKey);
      intake.enrol(terminal, signer.publicKey);
      return signer;
    },
    async network({ url, headers, body = '' }) {
      const arrival = { path: new URL(url).pathname, body, signature: headers[signatureHeader] };
      return arrival.path === hubPaths.heartbeats ? beat(arrival) : replyTo(await receive(arrival));
    },
    intake,
    heartbeats,
  };
}

const reply = (status: number, json: unknown): NetworkReply => ({ status, headers: {}, body: JSON.stringify(json) });

const replyTo = (received: Received): NetworkReply =>
  received.ok ? reply(200, received.receipt) : reply(received.problem.status, received.problem);
