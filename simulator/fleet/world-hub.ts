import type { Unit } from '../../seeds/units.ts';
import { createHub, type Hub, usualConfig } from '../../statistics/hub.ts';
import { nodeSeals } from '../../statistics/intake/node-seals.ts';
import type { HubLog } from '../../statistics/ports.ts';
import type { HubDatabase, IntakeStore } from '../../statistics/store/hub-store.ts';
import { databaseIntake } from '../../statistics/store/intake-store.ts';
import type { NetworkReply } from '../../terminal/hospital/network.ts';
import type { Chance } from '../../terminal/ports.ts';
import type { HubEnd } from '../world/memory-hub.ts';
import { enrolAll } from './enrol.ts';
import { registerOf, type Standing } from './register.ts';
import { fleetSigner } from './signer.ts';

export interface WorldHubParts {
  /** The world's time. */
  readonly clock: { now(): number };
  readonly chance: Chance;
  readonly zone: string;
  readonly database: Promise<HubDatabase>;
  /** The rows of the bulletin, and which of them the world's own terminals stand in, and where there. */
  readonly units: readonly Unit[];
  readonly home: Omit<Standing, 'terminal'>;
  readonly log: HubLog;
}

/** The production hub in a world of its own, as its terminals find it and as people do. */
export interface WorldHub extends HubEnd {
  /** There as soon as its database is open. */
  readonly hub: Promise<Hub>;
  /** Resolves when every terminal that was enrolled so far can be heard. */
  enrolled(): Promise<void>;
}

/** Earlier than any day a world may be at. */
const longAgo = '2000-01-01';

export function createWorldHub(parts: WorldHubParts): WorldHub {
  const { clock, chance, zone, database, units, home, log } = parts;
  const config = { ...usualConfig, zone, limits: 'none' as const };
  const signer = fleetSigner();
  const opened = database.then((database) => {
    const intake = databaseIntake(database, config);
    return { intake, hub: createHub({ clock, chance, database, intake, seals: nodeSeals(), log }, config) };
  });
  const later = async <T>(ask: (intake: IntakeStore) => Promise<T>): Promise<T> => ask((await opened).intake);

  let enrolments: Promise<unknown> = opened;
  // Whoever asks for something is told of the failure; this one only waits.
  opened.catch(() => {});

  return {
    hub: opened.then(({ hub }) => hub),
    enrolled: async () => void (await enrolments),
    intake: {
      take: (terminal, epochs, decide) => later((intake) => intake.take(terminal, epochs, decide)),
      events: (...asked) => later((intake) => intake.events(...asked)),
      epochs: (...asked) => later((intake) => intake.epochs(...asked)),
    },
    enrol(terminal) {
      const register = registerOf(units, [{ terminal, ...home }], longAgo);
      enrolments = enrolments.then(async () => enrolAll(await database, register, signer.publicKey, clock.now()));
      return signer;
    },
    async network({ url, method, headers, body }) {
      await enrolments;
      const { hub } = await opened;
      const asked = new Request(url, { method, headers, ...(body !== undefined && { body }) });
      return replyOf(await hub.fetch(asked));
    },
  };
}

const replyOf = async (answer: Response): Promise<NetworkReply> => ({
  status: answer.status,
  headers: Object.fromEntries(answer.headers),
  body: await answer.text(),
});
