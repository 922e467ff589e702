/**
 * The terminal as a process of its own, on a real journal file: the production `createTerminal`, with time and the lines
 * to the world handed in from outside (`messages.ts`). It can kill itself at a write of its journal.
 */
import { flushCompileCache } from 'node:module';
import { createFate } from '../../simulator/world/fate.ts';
import { inventedSigner } from '../../simulator/world/invented-keys.ts';
import { readConfig } from '../../terminal/config.ts';
import type { Network, NetworkReply } from '../../terminal/hospital/network.ts';

import type { JournalStore } from '../../terminal/journal/store.ts';
import { createTerminal, type Terminal } from '../../terminal/terminal.ts';
import { openKept } from './kept.ts';
import type { Answered, Ask, DeathAtWrite, FromTerminal, Reply, Said, Start, ToTerminal, Turn } from './messages.ts';
import { createRemoteLinks } from './remote-links.ts';

let now = 0;
let last = 0;
let said: FromTerminal[] = [];
let writes = 0;
let death: DeathAtWrite | undefined;
let isDoomed = false;
let running: { readonly terminal: Terminal; readonly store: JournalStore } | undefined;
const timers = new Map<number, () => void>();
const calls = new Map<number, (answer: Answered) => void>();

function say(message: FromTerminal): void {
  if (!isDoomed) said.push(message);
  else process.send?.({ more: true, messages: [message] } satisfies Said);
}

function ask(what: Ask, signal?: AbortSignal): Promise<Answered> {
  const call = ++last;
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve({ ok: false, why: 'called off' });
    const end = (answer: Answered) => {
      calls.delete(call);
      resolve(answer);
    };
    calls.set(call, end);
    signal?.addEventListener('abort', () => {
      if (!calls.has(call)) return;
      say({ say: 'callOff', call });
      end({ ok: false, why: 'called off' });
    });
    say({ say: 'call', call, ask: what });
  });
}

const remote = createRemoteLinks({ ask, send: (line, event) => say({ say: 'line', line, event }) });

const clock = {
  now: () => now,
  after(delay: number, task: () => void) {
    const timer = ++last;
    timers.set(timer, task);
    say({ say: 'set', timer, delay });
    return () => {
      if (timers.delete(timer)) say({ say: 'cancel', timer });
    };
  },
};

const network: Network = async ({ signal, ...request }) => {
  const answer = await ask({ to: 'network', request }, signal);
  if (!answer.ok) throw new Error(answer.why);
  return answer.value as NetworkReply;
};

function answerTurn(dying?: DeathAtWrite): void {
  const open = running?.store.openOrders().map(({ order }) => order) ?? [];
  const reply: Reply = { messages: said, open, writes, ...(dying && { dying }) };
  said = [];
  process.send?.(reply);
}

/** The real thing: nothing of this process runs after it, nothing is flushed, no file is closed. */
function die(how: DeathAtWrite): never {
  answerTurn(how);
  process.kill(process.pid, 'SIGKILL');
  throw new Error('killed, and still there');
}

/** The store, in which the process dies at the write it was told. What it sent before is on its way all the same. */
function mortalStore(store: JournalStore, { marks, hasty }: Start): JournalStore {
  // Signal 0 does nothing, and is seen by whoever traces system calls.
  const mark = () => marks && process.kill(process.pid, 0);
  function write(commit: () => void): void {
    writes += 1;
    const due = death?.write === writes ? death : undefined;
    if (due?.when === 'beforeCommit') die(due);
    mark();
    commit();
    mark();
    if (due) die(due);
  }
  return {
    ...store,
    append(record, order) {
      const written = () => say({ say: 'written', sequence: record.sequence, hash: record.hash });
      if (hasty) written();
      write(() => store.append(record, order));
      if (!hasty) written();
    },
    setUploaded(cursor) {
      write(() => store.setUploaded(cursor));
      say({ say: 'uploaded', sequence: cursor?.sequence ?? 0 });
    },
  };
}

function start(it: Start): void {
  const read = readConfig(it.config);
  if (!read.ok) throw new TypeError(read.mistakes.join('\n'));
  writes = 0;
  death = it.death;
  const fate = createFate(it.seed);
  const bytes = (count: number) => Uint8Array.from({ length: count }, () => 256 * fate.draw('terminal'));
  const store = openKept(it.journal);
  const journal = mortalStore(store, it);
  const log = (event: Extract<FromTerminal, { say: 'log' }>['event']) => say({ say: 'log', event });
  const signer = inventedSigner(read.config.terminal);
  const terminal = createTerminal(
    { clock, chance: { bytes }, journal, network, links: remote.links, log, signer },
    read.config,
  );
  running = { terminal, store };
  terminal.subscribe((shown) => say({ say: 'shown', shown }));
}

/** Ready for another journal: nothing is left of the terminal that ran. */
function stop(): void {
  running?.terminal.stop();
  running?.store.close();
  running = undefined;
  timers.clear();
  calls.clear();
}

function take(message: ToTerminal): void {
  switch (message.do) {
    case 'start':
      start(message.start);
      break;
    case 'dieAt':
      death = message.death;
      break;
    case 'stop':
      stop();
      break;
    case 'tap':
      running?.terminal.tap(message.message);
      break;
    case 'ring': {
      const task = timers.get(message.timer);
      timers.delete(message.timer);
      task?.();
      break;
    }
    case 'answer':
      calls.get(message.call)?.(message.answer);
      break;
    case 'line':
      remote.arrived(message.line, message.event);
      break;
  }
}

process.on('message', (turn: Turn) => {
  now = turn.now;
  isDoomed = turn.isDoomed === true;
  for (const message of turn.messages) take(message);
  // The event loop turns once, which it does only when every promise that can settle has.
  setImmediate(() => answerTurn());
});
process.once('disconnect', () => process.exit());
// Otherwise it is written at the exit, which a killed process does not have.
flushCompileCache();
