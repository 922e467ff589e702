import { createFate } from '../../simulator/world/fate.ts';
import { createWorld, type World, type WorldOptions } from '../../simulator/world/world.ts';
import type { Network } from '../../terminal/hospital/network.ts';
import type { LogEvent } from '../../terminal/log-event.ts';
import type { Shown, Tap } from '../../terminal/screen.ts';
import type { Death, DeathAtTurn, FromTerminal, Start, ToTerminal } from './messages.ts';
import { createOutside, type Outside } from './outside.ts';
import type { TerminalProcess } from './terminal-process.ts';

/**
 * A place where a terminal stands: hospital, hub and devices in this process, the terminal in another, and one time for
 * both. Time goes on when the terminal has nothing more to do in this moment; so nothing is waited for, and every run of
 * one seed writes the same journal.
 */
export interface Site {
  readonly world: Pick<World, 'clock' | 'hospital' | 'shelf' | 'hub' | 'config'>;
  /** The terminal begins in `process`, on the journal of this site. */
  powerOn(process: TerminalProcess, death?: Death): Promise<void>;
  /** The process will die at a write or in a turn, counted from its start. */
  dieAt(death: Death): void;
  /** The process is killed from outside while it waits for something to happen. */
  kill(): Promise<void>;
  /** Lets the terminal go: the process is free for another site. */
  powerOff(): Promise<TerminalProcess | undefined>;
  /** Lets time pass until `condition` holds, the terminal dies, or `limit` milliseconds are over. Tells whether it holds. */
  until(condition: () => boolean, limit: number): Promise<boolean>;
  pass(milliseconds: number): Promise<void>;
  tap(tap: Tap): void;
  /** What stands on the screen; nothing while no terminal runs. */
  readonly shown: Shown | undefined;
  /** Orders the journal had as open when the terminal was last heard. */
  readonly open: readonly string[];
  /** Commits of the process that runs, or ran last. */
  readonly writes: number;
  /** Turns it has taken. */
  readonly turns: number;
  /** The turns in which it wrote to its journal. */
  readonly writing: readonly number[];
  /** How it was killed. */
  readonly died: Death | undefined;
  /** Records the terminal was told are on the disk: sequence and seal. */
  readonly acknowledged: ReadonlyMap<number, string>;
  /** The furthest usage cursor it was told of. */
  readonly uploaded: number;
  readonly log: readonly LogEvent[];
  /** In the dispenser, to begin with. */
  readonly cardsLoaded: number;
}

export interface SiteOptions extends Pick<WorldOptions, 'hospital'> {
  /** Where the journal is kept. */
  readonly journal: string;
  readonly seed: number;
  readonly marks?: true;
  readonly hasty?: true;
}

export function createSite({ journal, seed, marks, hasty, ...options }: SiteOptions): Site {
  let toWorld: Network = async () => {
    throw new Error('nobody there');
  };
  const world = createWorld({
    fate: createFate(seed),
    ...options,
    // The terminal of this world never has power; what it would call is called from the other process.
    net: (network) => {
      toWorld = network;
      return network;
    },
  });
  const { clock } = world;

  let process: TerminalProcess | undefined;
  let outside: Outside | undefined;
  let queue: ToTerminal[] = [];
  let timers = new Map<number, () => void>();
  let shown: Shown | undefined;
  let open: readonly string[] = [];
  let writes = 0;
  let turns = 0;
  let writing: number[] = [];
  let doom: DeathAtTurn | undefined;
  let died: Death | undefined;
  let uploaded = 0;
  let starts = 0;
  const acknowledged = new Map<number, string>();
  const log: LogEvent[] = [];

  function hear(message: FromTerminal): void {
    switch (message.say) {
      case 'set': {
        const { timer, delay } = message;
        const ring = () => {
          timers.delete(timer);
          queue.push({ do: 'ring', timer });
        };
        timers.set(timer, clock.after(delay, ring));
        break;
      }
      case 'cancel':
        timers.get(message.timer)?.();
        timers.delete(message.timer);
        break;
      case 'call':
        outside?.answer(message.call, message.ask);
        break;
      case 'callOff':
        outside?.callOff(message.call);
        break;
      case 'line':
        outside?.arrived(message.line, message.event);
        break;
      case 'shown':
        shown = message.shown;
        break;
      case 'log':
        log.push(message.event);
        break;
      case 'written':
        acknowledged.set(message.sequence, message.hash);
        break;
      case 'uploaded':
        uploaded = message.sequence;
        break;
    }
  }

  function letGo(): void {
    outside?.cut();
    for (const cancel of timers.values()) cancel();
    timers = new Map();
    queue = [];
    process = undefined;
    outside = undefined;
    shown = undefined;
  }

  /** Both sides say what follows from what happened, until neither has anything to say in this moment. */
  async function settle(): Promise<void> {
    for (;;) {
      await new Promise<void>((done) => setImmediate(done));
      if (!process || queue.length === 0) return;
      turns += 1;
      const due = doom?.turn === turns ? doom : undefined;
      const turn = { now: clock.now(), messages: queue.splice(0) };
      const reply = await (due && due.after !== 'answer'
        ? process.take({ ...turn, isDoomed: true }, due.after)
        : process.take(turn));
      for (const message of reply.messages) hear(message);
      if (!('ended' in reply)) {
        if (reply.writes > writes) writing.push(turns);
        ({ open, writes } = reply);
        if (due?.after === 'answer') process.kill();
      } else if (!due) throw new Error('the terminal died of something else');
      const dying = due ?? ('dying' in reply ? reply.dying : undefined);
      if (dying) await dead(process, dying);
    }
  }

  async function dead(process: TerminalProcess, how: Death): Promise<void> {
    const signal = await process.ended;
    if (signal !== 'SIGKILL') throw new Error(`the terminal ended with ${signal}`);
    died = how;
    letGo();
  }

  function dieAt(death: Death): void {
    if ('turn' in death) doom = death;
    else queue.push({ do: 'dieAt', death });
  }

  async function until(condition: () => boolean, limit: number): Promise<boolean> {
    const end = clock.now() + limit;
    const isOver = () => condition() || !process || clock.now() >= end;
    await settle();
    while (!isOver()) {
      let looks = 0;
      // One deadline, then the other process has its say.
      await clock.runUntil(() => looks++ > 0, end - clock.now());
      await settle();
    }
    return condition();
  }

  return {
    world,
    async powerOn(by, death) {
      process = by;
      died = undefined;
      doom = undefined;
      writes = 0;
      turns = 0;
      writing = [];
      outside = createOutside(world.shelf.links, toWorld, (message) => queue.push(message));
      const start: Start = {
        journal,
        config: world.config,
        seed: seed + 1000 * ++starts,
        ...(death && 'write' in death && { death }),
        ...(marks && { marks }),
        ...(hasty && { hasty }),
      };
      if (death && 'turn' in death) dieAt(death);
      queue.push({ do: 'start', start });
      await settle();
    },
    dieAt,
    async kill() {
      if (!process) return;
      process.kill();
      await dead(process, { turn: turns, after: 'answer' });
    },
    async powerOff() {
      const freed = process;
      queue.push({ do: 'stop' });
      await settle();
      letGo();
      return freed;
    },
    until,
    async pass(milliseconds) {
      if (process) await until(() => false, milliseconds);
      else await clock.advance(milliseconds);
    },
    tap(tap) {
      if (shown) queue.push({ do: 'tap', message: { tap, revision: shown.revision } });
    },
    get shown() {
      return shown;
    },
    get open() {
      return open;
    },
    get writes() {
      return writes;
    },
    get turns() {
      return turns;
    },
    get writing() {
      return writing;
    },
    get died() {
      return died;
    },
    acknowledged,
    get uploaded() {
      return uploaded;
    },
    log,
    cardsLoaded: world.shelf.cardDispenser.state().stack.length,
  };
}
