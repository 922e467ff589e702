/** A client of every service, without sockets, on a virtual clock. */
import type { LineManners } from '../devices/line.ts';
import { createVirtualShelf } from '../devices/virtual-shelf.ts';
import { createVirtualClock } from '../world/virtual-clock.ts';
import { shelfPlans } from './face.ts';
import { createService } from './service.ts';
import { commandVersions, isCommandName } from './versions.ts';

export interface Heard {
  readonly header: {
    readonly name: string;
    readonly type: string;
    readonly version: string;
    readonly requestId?: number;
    readonly status?: string;
    readonly completionCode?: string;
    readonly errorDescription?: string;
  };
  readonly payload?: Record<string, unknown>;
}

/** Milliseconds that anything here may take. */
const patience = 180_000;

export function createTrial(manners?: Omit<LineManners, 'baud'>) {
  const clock = createVirtualClock(Date.UTC(2026, 2, 2, 8));
  let drawn = 0;
  const chance = () => {
    drawn = (drawn * 16_807 + 11) % 2_147_483_647;
    return drawn / 2_147_483_647;
  };
  const shelf = createVirtualShelf(clock, chance, manners);
  const services = new Map(shelfPlans({ shelf, clock }).map((plan) => [plan.name, createService(plan, clock)]));

  function connect(name: string) {
    const service = services.get(name);
    if (!service) throw new RangeError(`no service ${name}`);
    const heard: Heard[] = [];
    const connection = service.connect((text) => heard.push(JSON.parse(text)));
    let lastId = 0;

    const until = async (condition: () => boolean) => {
      if (!(await clock.runUntil(condition, patience))) throw new Error(`it did not come: ${JSON.stringify(heard)}`);
    };
    const events = (eventName?: string) =>
      heard.filter(({ header }) => header.type === 'event' && (!eventName || header.name === eventName));

    /** Gives a command; how to wait for what it came to. */
    function begin(command: string, payload?: object, header: object = {}) {
      const requestId = ++lastId;
      const version = isCommandName(command) ? commandVersions[command].command : '1.0';
      const message = { header: { name: command, type: 'command', requestId, version, ...header }, payload };
      connection.hear(JSON.stringify(message));
      const found = () => heard.find((it) => it.header.type === 'completion' && it.header.requestId === requestId);
      return {
        requestId,
        found,
        async completed(): Promise<Heard> {
          await until(() => found() !== undefined);
          return found() ?? { header: { name: '', type: '', version: '' } };
        },
        /** The events that carry this command's number. */
        events: () => events().filter((it) => it.header.requestId === requestId),
      };
    }

    return {
      heard,
      events,
      until,
      begin,
      connection,
      ask: (command: string, payload?: object, header?: object) => begin(command, payload, header).completed(),
      /** Until the device has answered. */
      async online() {
        const isOnline = () =>
          events('Common.StatusChangedEvent').some(({ payload }) => JSON.stringify(payload).includes('"online"'));
        await until(isOnline);
      },
      forget: () => heard.splice(0),
    };
  }

  return { clock, shelf, connect };
}

/** Its completion code, with the error code where there is one. */
export const codeOf = ({ header, payload }: Heard): unknown =>
  header.completionCode === 'commandErrorCode' ? payload?.errorCode : header.completionCode;
export const namesOf = (heard: readonly Heard[]): string[] => heard.map(({ header }) => header.name);
export const bytesOf = (text: unknown): Uint8Array => Uint8Array.from(Buffer.from(String(text), 'base64'));
export const base64Of = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64');
