import type { Clock } from '../../device-drivers/contract/clock.ts';
import { createTurns } from '../../device-drivers/exchange/turns.ts';
import { changesBetween } from './changes.ts';
import type { Command } from './command.ts';
import { commonCommands } from './common.ts';
import { type Connection, createConnection } from './connection.ts';
import { event } from './envelope.ts';
import { type Apparatus, maximumRequests, type ServicePlan, type Tell } from './plan.ts';
import { eventVersions } from './versions.ts';

export interface Service {
  readonly name: string;
  connect(send: (text: string) => void): Connection;
}

/**
 * A service holds its device as long as somebody is connected to it: what it says of the device is what the device's own
 * line says, and where nobody listens the device is free for others.
 */
export function createService(plan: ServicePlan, clock: Clock): Service {
  const clients = new Set<(text: string) => void>();
  const inTurn = createTurns();
  let waiting = 0;
  let apparatus: Apparatus | undefined;
  let told: object = {};

  const tell: Tell = {
    event(name, payload) {
      for (const send of clients) send(event(name, eventVersions[name], payload));
    },
    changed() {
      if (!apparatus) return;
      const status = apparatus.status();
      const changes = changesBetween(told, status);
      told = status;
      if (changes) tell.event('Common.StatusChangedEvent', changes);
    },
  };

  function taken(): Apparatus {
    if (apparatus) return apparatus;
    apparatus = plan.take(tell);
    told = apparatus.status();
    return apparatus;
  }

  /** Not before what the last client began is at rest. */
  function letGo(): void {
    void inTurn(async () => {
      if (clients.size > 0) return;
      apparatus?.close();
      apparatus = undefined;
    });
  }

  const common = commonCommands(plan, () => taken());

  return {
    name: plan.name,
    connect(send) {
      taken();
      clients.add(send);
      const connection = createConnection(
        {
          clock,
          command: (name) => new Map(Object.entries<Command>({ ...taken().commands, ...common })).get(name),
          hasRoom: () => waiting < maximumRequests,
          async inTurn(work) {
            waiting++;
            try {
              return await inTurn(work);
            } finally {
              waiting--;
            }
          },
        },
        send,
      );
      return {
        hear: connection.hear,
        close() {
          clients.delete(send);
          connection.close();
          if (clients.size === 0) letGo();
        },
      };
    },
  };
}
