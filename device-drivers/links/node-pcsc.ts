import { createRequire } from 'node:module';
import { createTurns } from '../exchange/turns.ts';
import type { PcscAddress } from './address.ts';
import { createDeparture } from './departure.ts';
import { LinkError } from './link.ts';
import { type PcscAnswer, type PcscFailure, type PcscLink, pcscFailure } from './pcsc.ts';

/** What is used of the package `smartcard`, version 3.7. */
interface Smartcard {
  readonly Context: new () => Context;
}
interface Context {
  listReaders(): readonly Reader[];
  /** An empty list after `timeOut` milliseconds without a change, null when it was cancelled. */
  waitForChange(
    readers: readonly { readonly name: string; readonly state: number }[],
    timeOut: number,
  ): Promise<readonly ReaderState[] | null>;
  cancel(): void;
  close(): void;
}
interface Reader {
  readonly name: string;
  connect(shareMode: number, protocols: number): Promise<Card>;
}
interface ReaderState {
  readonly state: number;
  readonly atr: Uint8Array | null;
}
interface Card {
  transmit(command: readonly number[]): Promise<Uint8Array>;
  reconnect(shareMode: number, protocols: number, initialisation: number): Promise<number>;
  disconnect(disposition: number): void;
}

/** Values of PC/SC part 5 and of Microsoft's and pcsc-lite's `winscard.h`, which agree on these. */
const shared = 2;
const protocolT0orT1 = 3;
const leaveCard = 0;
const resetCard = 1;
const stateOf = { changed: 0x0002, unknown: 0x0004, unavailable: 0x0008, present: 0x0020 };

/** Milliseconds. A cancellation that comes just before the waiting begins is lost, so no wait is endless. */
const longestWait = 1_000;

const advice =
  'On Debian: apt-get install pcscd libpcsclite-dev, then npm install --no-save smartcard@3.7.0; beside a release, with PCSC_MODULE naming its folder (docs/deployment.md)';

/**
 * Opens a PC/SC reader through the platform's own service (pcscd, or Windows' Smart Card service). The package that
 * speaks to it compiles while it is installed and is therefore none of this program's own; it is loaded here and not
 * before. `module` is its name, or the path of its folder. Rejects with a `LinkError`.
 *
 * Two contexts, because one that waits for a card can do nothing else; the wait keeps one of libuv's threads.
 */
export async function openNodePcsc(address: PcscAddress, module = 'smartcard'): Promise<PcscLink> {
  const { Context } = load(module);
  const watching = contextOf(Context);
  const working = contextOf(Context, watching);
  const reader = readerOf(working, address.reader, watching);

  const inTurn = createTurns();
  const departure = createDeparture<PcscAnswer>();
  const cardListeners: ((atr: Uint8Array | undefined) => void)[] = [];
  const closeListeners: ((reason: string) => void)[] = [];
  let closed: string | undefined;
  /** Undefined until the reader's state is known. */
  let inReader: { readonly atr: Uint8Array | undefined } | undefined;
  /** One connection for all cards, renewed for each: to end one keeps this thread waiting while a card is woken. */
  let card: Card | undefined;
  let stale = false;

  const tell = (atr: Uint8Array | undefined) => {
    inReader = { atr };
    if (!atr) stale = true;
    for (const listener of cardListeners) listener(atr);
  };

  async function connected(): Promise<Card> {
    card ??= await reader.connect(shared, protocolT0orT1);
    if (stale) await card.reconnect(shared, protocolT0orT1, leaveCard);
    stale = false;
    return card;
  }

  function release() {
    try {
      card?.disconnect(leaveCard);
    } catch {
      // The reader went first.
    }
    watching.close();
    working.close();
  }

  async function watch(): Promise<string> {
    let state = 0;
    while (closed === undefined) {
      const changes = await watching.waitForChange([{ name: reader.name, state }], longestWait);
      const seen = changes?.[0];
      if (!seen || closed !== undefined) continue;
      if (seen.state & (stateOf.unknown | stateOf.unavailable)) return `the reader ${reader.name} was unplugged`;
      const before = state;
      state = seen.state & ~stateOf.changed;
      const present = (state & stateOf.present) !== 0;
      if ((before & stateOf.present) !== 0 && present) {
        // The upper half counts cards put in and taken out: another count, another card.
        if (state >>> 16 === before >>> 16) continue;
        tell(undefined);
      }
      if (present || inReader === undefined || inReader.atr) {
        tell(present ? Uint8Array.from(seen.atr ?? []) : undefined);
      }
    }
    return 'closed';
  }

  function end(reason: string) {
    if (closed !== undefined) return;
    closed = reason;
    departure.leave(pcscFailure('offline', reason));
    queueMicrotask(() => {
      for (const listener of closeListeners) listener(reason);
    });
  }

  // Contexts are given back when nothing uses them any more: neither the wait nor a command under way.
  const watched = watch().then(end, (error: unknown) => end(wordsOf(error)));
  void watched.then(() => inTurn(async () => release()));

  async function attempt(work: (held: Card) => Promise<PcscAnswer>): Promise<PcscAnswer> {
    if (closed !== undefined) return pcscFailure('offline', closed);
    if (inReader && !inReader.atr) return pcscFailure('cardRemoved', 'no card is in the reader');
    try {
      return await work(await connected());
    } catch (error) {
      stale = card !== undefined;
      const failure = failureOf(wordsOf(error));
      if (failure.fault === 'offline') end(failure.cause);
      return failure;
    }
  }
  /** The answer goes to whoever asked at once when the link ends, even if the driver below never gives one. */
  const carryOut = (work: (held: Card) => Promise<PcscAnswer>) => departure.during(inTurn(() => attempt(work)));

  return {
    onCard(listener) {
      cardListeners.push(listener);
      const known = inReader;
      if (known) queueMicrotask(() => listener(known.atr));
    },
    transmit: (command) =>
      carryOut(async (held) => {
        const bytes = Uint8Array.from(await held.transmit([...command]));
        // Some readers' drivers call it a success when the card leaves instead of answering.
        return bytes.length < 2 ? pcscFailure('cardRemoved', 'the card gave no answer') : { ok: true, bytes };
      }),
    reset: () =>
      carryOut(async (held) => {
        await held.reconnect(shared, protocolT0orT1, resetCard);
        // As the reader told it: to ask for it now would keep this thread waiting.
        return { ok: true, bytes: inReader?.atr ?? new Uint8Array(0) };
      }),
    onClose(listener) {
      closeListeners.push(listener);
      const reason = closed;
      if (reason !== undefined) queueMicrotask(() => listener(reason));
    },
    close() {
      if (closed !== undefined) return;
      end('closed');
      watching.cancel();
    },
  };
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function load(module: string): Smartcard {
  let loaded: Partial<Smartcard>;
  try {
    // Not an import: neither the compiler nor a bundler shall look for the package.
    loaded = createRequire(import.meta.url)(module);
  } catch (error) {
    throw new LinkError(`The package smartcard cannot be loaded on this machine (${firstLine(error)}). ${advice}.`);
  }
  const { Context } = loaded;
  if (!Context) throw new LinkError(`${module} is not the package smartcard. ${advice}.`);
  return { Context };
}

/** The readers that are there, by name. Throws a `LinkError` as opening one does. */
export function readerNames(module = 'smartcard'): readonly string[] {
  const context = contextOf(load(module).Context);
  try {
    return context.listReaders().map(({ name }) => name);
  } finally {
    context.close();
  }
}

/** A package that is not found is followed by everybody who asked for it. */
const firstLine = (error: unknown) => wordsOf(error).split('\n')[0] ?? '';

function contextOf(Context: Smartcard['Context'], other?: Context): Context {
  try {
    return new Context();
  } catch (error) {
    other?.close();
    throw new LinkError(`The PC/SC service does not answer (${wordsOf(error)}). Start it: on Debian, pcscd.`);
  }
}

function readerOf(context: Context, name: string, other: Context): Reader {
  const readers = listed(context);
  const found =
    readers.find((reader) => reader.name === name) ?? readers.find((reader) => reader.name.startsWith(name));
  if (found) return found;
  context.close();
  other.close();
  const names = readers.map((reader) => `"${reader.name}"`).join(', ') || 'none';
  throw new LinkError(
    `There is no PC/SC reader whose name begins with "${name}"; connected: ${names}. Check the cable.`,
  );
}

/** A service that ends just now lists none. */
function listed(context: Context): readonly Reader[] {
  try {
    return context.listReaders();
  } catch {
    return [];
  }
}

/** The package gives pcsc-lite's and Windows' codes as words of its own, the same on every platform. */
export function failureOf(words: string): PcscFailure {
  if (/removed|no smart card/i.test(words)) return pcscFailure('cardRemoved', words);
  if (/service|unknown reader|reader unavailable|no readers|invalid handle|context is not valid/i.test(words)) {
    return pcscFailure('offline', words);
  }
  return pcscFailure('cardUnreadable', words);
}
