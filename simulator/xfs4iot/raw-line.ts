import { type Clock, sleep } from '../../device-drivers/contract/clock.ts';
import { type Fault, failed, type Outcome } from '../../device-drivers/contract/fault.ts';
import { createFramer } from '../../device-drivers/framing/framer.ts';
import { join } from '../../device-drivers/framing/join.ts';
import type { Link, OpenLink } from '../../device-drivers/links/link.ts';
import {
  encodeAnswer,
  longestAnswer,
  lookForAnswer,
  type PrinterAnswer,
  withoutFlowControl,
} from '../../device-drivers/receipt-printer/answer.ts';
import { encode } from '../../device-drivers/receipt-printer/codec.ts';
import { piecesOf } from './raw-pieces.ts';

/**
 * The line of a receipt printer, shared: its driver looks after the printer's condition, and beside it a client's bytes
 * go to paper as they are.
 */
export interface RawLine {
  /** For the driver. */
  readonly openLink: OpenLink;
  /**
   * Sends bytes, and has the printer confirm that all of them are on paper; those that end within a command are only
   * sent. `said` is what the printer answered to them. Ends with a fault also when `trouble` is told of one.
   */
  print(bytes: Uint8Array, job: RawJob): Promise<Outcome<{ readonly said: Uint8Array }>>;
}

export interface RawJob {
  readonly signal: AbortSignal;
  /** Tells of a fault of the printer, once; returns how to stop. */
  readonly trouble: (tell: (fault: Fault) => void) => () => void;
}

const XON = 0x11;
const XOFF = 0x13;

/** Milliseconds without the printer's confirmation until it is given up. */
const giveUp = 60_000;

/** `baud`: of the line. Bytes are not handed over faster than it carries them, so that the printer can say stop. */
export function createRawLine(open: OpenLink, clock: Clock, baud: number): RawLine {
  let link: Link | undefined;
  let hear: (answer: PrinterAnswer) => void = () => {};
  let lost = () => {};
  let goOn = Promise.withResolvers<void>();
  let held = false;
  let count = 0;

  function flow(chunk: Uint8Array) {
    for (const byte of chunk) {
      if (byte === XOFF && !held) {
        held = true;
        goOn = Promise.withResolvers();
      } else if (byte === XON) {
        held = false;
        goOn.resolve();
      }
    }
  }

  async function openLink(address: string): Promise<Link> {
    const opened = await open(address);
    const framer = createFramer(lookForAnswer, longestAnswer);
    link = opened;
    held = false;
    opened.onClose(() => {
      if (link !== opened) return;
      link = undefined;
      lost();
    });
    return {
      write: (bytes) => opened.write(bytes),
      onData(listener) {
        opened.onData((chunk) => {
          flow(chunk);
          for (const answer of framer.push(withoutFlowControl(chunk)).frames) hear(answer);
          listener(chunk);
        });
      },
      onClose: (listener) => opened.onClose(listener),
      close: () => opened.close(),
    };
  }

  async function send(pieces: readonly Uint8Array[], over: AbortSignal): Promise<void> {
    for (const piece of pieces) {
      if (held) await Promise.race([goOn.promise, aborted(over)]);
      if (over.aborted) return;
      link?.write(piece);
      await sleep(clock, (piece.length * 10_000) / baud, over);
    }
  }

  return {
    openLink,
    async print(bytes, { signal, trouble }) {
      if (!link) return failed('offline');
      const id = (count++ % 36 ** 3).toString(36).padStart(3, '0');
      const confirmed = `x${id}`;
      const said: Uint8Array[] = [];
      const over = new AbortController();
      const outcome = Promise.withResolvers<Outcome>();
      const end = (how: Outcome) => {
        outcome.resolve(how);
        over.abort();
      };
      const cancel = () => end(failed('cancelled'));
      hear = (answer) => {
        if (answer.kind === 'printed') {
          if (answer.id === confirmed) end({ ok: true });
        } else if (answer.kind !== 'automatic' && answer.kind !== 'cleared') said.push(encodeAnswer(answer));
      };
      lost = () => end(failed('offline'));
      const stopListening = trouble((fault) => end(failed(fault)));
      const stopClock = clock.after(giveUp, () => end(failed('timeOut')));
      signal.addEventListener('abort', cancel);
      if (signal.aborted) cancel();

      const { pieces, whole } = piecesOf(bytes);
      await send(whole ? [...pieces, encode([{ kind: 'processId', id: confirmed }])] : pieces, over.signal);
      if (!whole) end({ ok: true });
      const how = await outcome.promise;

      signal.removeEventListener('abort', cancel);
      stopClock();
      stopListening();
      hear = () => {};
      lost = () => {};
      return how.ok ? { ok: true, said: join(said) } : how;
    },
  };
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
