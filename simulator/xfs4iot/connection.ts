import type { Clock } from '../../device-drivers/contract/clock.ts';
import { type Command, type Stop, stopped } from './command.ts';
import {
  acknowledge,
  type ClientCommand,
  type Completion,
  type CompletionCode,
  completion,
  event,
  readMessage,
} from './envelope.ts';
import { commandVersions, eventVersions, isCommandName } from './versions.ts';

/** One client at one service. */
export interface Connection {
  hear(text: string): void;
  /** The socket is gone: what it asked for is cancelled, and told to nobody. */
  close(): void;
}

/** What a connection needs of its service. */
export interface Desk {
  readonly clock: Clock;
  /** The command by its name, if this service has it. */
  command(name: string): Command | undefined;
  /** Whether one more command can be put into the queue. */
  hasRoom(): boolean;
  /** Puts a command into the queue. */
  inTurn(work: () => Promise<Completion>): Promise<Completion>;
}

const refused = (completionCode: CompletionCode, errorDescription: string): Completion => ({
  completionCode,
  errorDescription,
});

/** Answers a client: acknowledges, queues, stops and completes what it asks for. */
export function createConnection(desk: Desk, send: (text: string) => void): Connection {
  const underWay = new Map<number, AbortController>();
  let open = true;

  const say = (text: string) => {
    if (open) send(text);
  };
  const stop = (controller: AbortController, why: Stop) => controller.abort(why);

  async function carryOut(asked: ClientCommand, found: Command, signal: AbortSignal): Promise<Completion> {
    const call = {
      signal,
      event(name: keyof typeof eventVersions, payload?: object) {
        say(event(name, eventVersions[name], payload, asked.requestId));
      },
      cancel(requestIds: readonly number[] | undefined) {
        for (const [requestId, controller] of underWay) {
          if (requestIds?.includes(requestId) ?? true) stop(controller, 'canceled');
        }
      },
    };
    try {
      return await found.carryOut(asked.payload, call);
    } catch (error) {
      return refused('internalError', error instanceof Error ? error.message : String(error));
    }
  }

  /** A command that is stopped while it waits is over at once; one that has begun ends when the device is at rest. */
  async function queued(asked: ClientCommand, found: Command, signal: AbortSignal): Promise<Completion> {
    const stoppedWaiting = Promise.withResolvers<Completion>();
    const giveUp = () => stoppedWaiting.resolve(stopped(signal));
    signal.addEventListener('abort', giveUp);
    const done = desk.inTurn(async () => {
      signal.removeEventListener('abort', giveUp);
      return signal.aborted ? stopped(signal) : carryOut(asked, found, signal);
    });
    return Promise.race([done, stoppedWaiting.promise]);
  }

  async function comeTo(asked: ClientCommand, signal: AbortSignal): Promise<Completion> {
    const found = desk.command(asked.name);
    if (!found || !isCommandName(asked.name)) return refused('unsupportedCommand', `${asked.name} is not offered`);
    const { command } = commandVersions[asked.name];
    if (asked.version !== command) return refused('unsupportedCommand', `version ${command} is offered`);
    return found.atOnce ? carryOut(asked, found, signal) : queued(asked, found, signal);
  }

  async function run(asked: ClientCommand): Promise<void> {
    const controller = new AbortController();
    underWay.set(asked.requestId, controller);
    const stopClock = asked.timeout > 0 ? desk.clock.after(asked.timeout, () => stop(controller, 'timeOut')) : () => {};
    const result = await comeTo(asked, controller.signal);
    stopClock();
    underWay.delete(asked.requestId);
    const version = isCommandName(asked.name) ? commandVersions[asked.name].completion : asked.version;
    say(completion(asked, version, result));
  }

  return {
    hear(text) {
      const read = readMessage(text);
      if (!read.ok) return say(acknowledge(read, read.refusal));
      const { command } = read;
      if (underWay.has(command.requestId)) return say(acknowledge(command, 'invalidRequestID'));
      const waits = desk.command(command.name)?.atOnce === false;
      if (waits && !desk.hasRoom()) return say(acknowledge(command, 'tooManyRequests'));
      say(acknowledge(command));
      void run(command);
    },
    close() {
      open = false;
      for (const controller of underWay.values()) stop(controller, 'canceled');
    },
  };
}
