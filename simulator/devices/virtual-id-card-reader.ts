import type { Clock } from '../../device-drivers/contract/clock.ts';
import type { IdCard } from '../../device-drivers/contract/id-card-reader.ts';
import { createFramer } from '../../device-drivers/framing/framer.ts';
import { encodeCardText } from '../../device-drivers/id-card-reader/card-text.ts';
import {
  type Command,
  decodeCommand,
  doneLength,
  encodeAnswer,
  encodeCardData,
  photoLength,
  type Word,
} from '../../device-drivers/id-card-reader/codec.ts';
import { longestFrame, lookForFrame } from '../../device-drivers/id-card-reader/frame.ts';
import type { Link } from '../../device-drivers/links/link.ts';
import { createFaultPlan, type FaultPlan } from './fault-plan.ts';
import { type Chance, createLine, goodManners, type Line, type LineManners, type LineTrouble } from './line.ts';

/** A card that can be laid on the reader: a resident's, or any text block of 256 bytes (other kinds of cards). */
export type LaidCard = IdCard | { readonly text: Uint8Array };

const troubles = {
  silent: 'silent',
  badChecksum: 'damaged',
  noise: 'noise',
  late: 'late',
  unplugged: 'unplugged',
} as const satisfies Record<string, LineTrouble>;
type TroubleName = keyof typeof troubles;
const troubleNames = Object.keys(troubles) as readonly TroubleName[];

/** `cardUnreadable` strikes a reading, `selfTestFailed` any command, the others an answer on its way. */
export type IdCardReaderFault = 'cardUnreadable' | 'selfTestFailed' | TroubleName;

export interface IdCardReaderState {
  readonly card: LaidCard | undefined;
  readonly reading: boolean;
  readonly connected: boolean;
  readonly faults: readonly IdCardReaderFault[];
}

/**
 * A resident ID card reader with a SAM_V module, as its driver sees it on the line: find, select, read. A card that was
 * read, or could not be read, is not found again until it was removed (`refind: 'always'` for modules that do find it).
 * What lies on the reader stays when the link is attached anew.
 */
export interface VirtualIdCardReader extends FaultPlan<IdCardReaderFault> {
  attach(link: Link): void;
  /** Lays a card on the reader, in place of any other. */
  put(card: LaidCard): void;
  take(): void;
  state(): IdCardReaderState;
  subscribe(listener: () => void): () => void;
}

/** The word of a card that answers with an error of its own: memory failure (ISO/IEC 7816-4). */
const cardMemoryFailure = 0x6581;
const none = new Uint8Array(0);

export function createVirtualIdCardReader(world: {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly manners?: LineManners;
  readonly refind?: 'afterRemoval' | 'always';
  /** Milliseconds from the command to read until the answer begins. */
  readonly readingTime?: number;
}): VirtualIdCardReader {
  const { clock, chance, manners = goodManners, refind = 'afterRemoval', readingTime = 900 } = world;
  const faults = createFaultPlan<IdCardReaderFault>(changed);
  const listeners = new Set<() => void>();
  const framer = createFramer(lookForFrame, longestFrame);
  const waiting: Command[] = [];
  let line: Line | undefined;
  /** The card and how far the module has come with it. Another object for every laying down. */
  let laid: { readonly card: LaidCard; stage: 'unknown' | 'found' | 'selected'; handled: boolean } | undefined;
  let reading = false;

  function changed() {
    for (const listener of [...listeners]) listener();
  }

  function answer(word: Word, data: Uint8Array = none, cardWord = 0) {
    const struck = troubleNames.filter((name) => faults.strikes(name)).map((name) => troubles[name]);
    line?.send(encodeAnswer({ word, cardWord, data }), new Set(struck));
  }

  function finishReading(begunWith: typeof laid) {
    reading = false;
    if (!begunWith || laid !== begunWith) answer('readFailed');
    else if (faults.strikes('cardUnreadable')) {
      laid.handled = true;
      laid.stage = 'unknown';
      answer('readFailed', none, cardMemoryFailure);
    } else {
      laid.handled = true;
      const text = 'text' in laid.card ? laid.card.text : encodeCardText(laid.card);
      answer('done', encodeCardData(text, syntheticPhoto));
    }
    changed();
    work();
  }

  function carryOut(command: Command) {
    if (faults.strikes('selfTestFailed')) return answer('selfTestFailed');
    const card = laid;
    switch (command) {
      case 'reset':
        // A reset lets the field drop, so that a card already read answers to finding again.
        if (card) laid = { card: card.card, stage: 'unknown', handled: false };
        return answer('done');
      case 'status':
        return answer('done');
      case 'findCard':
        if (!card || (card.handled && refind === 'afterRemoval')) return answer('noCard');
        card.stage = 'found';
        return answer('cardFound', new Uint8Array(doneLength.findCard));
      case 'selectCard':
        if (card?.stage !== 'found') return answer('selectFailed');
        card.stage = 'selected';
        return answer('done', new Uint8Array(doneLength.selectCard));
      case 'readCard':
        if (card?.stage !== 'selected') return answer('readFailed');
        reading = true;
        clock.after(readingTime, () => finishReading(card));
        return changed();
      case 'readNewAddress':
        // No card here carries an appended address; a selected one can say so.
        return answer(card?.stage === 'selected' ? 'noSuchItem' : 'readFailed');
    }
  }

  /** One command at a time, in order: while a card is being read the others wait. */
  function work() {
    while (!reading) {
      const command = waiting.shift();
      if (!command) return;
      carryOut(command);
    }
  }

  return {
    attach(link) {
      line?.close();
      const attached = createLine(
        link,
        { clock, chance, manners },
        {
          hear(bytes) {
            for (const body of framer.push(bytes).frames) {
              const command = decodeCommand(body);
              if (command) waiting.push(command);
              else answer('commandWrong');
            }
            work();
          },
          lost() {
            if (line !== attached) return;
            line = undefined;
            changed();
          },
        },
      );
      line = attached;
      framer.reset();
      changed();
    },
    put(card) {
      laid = { card, stage: 'unknown', handled: false };
      changed();
    },
    take() {
      laid = undefined;
      changed();
    },
    failNext: faults.failNext,
    failUntilCleared: faults.failUntilCleared,
    clear: faults.clear,
    standing: faults.standing,
    state: () => ({ card: laid?.card, reading, connected: line !== undefined, faults: faults.planned() }),
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** Bytes in place of a photo: the real format is proprietary and nothing here looks into it. */
const syntheticPhoto = Uint8Array.from({ length: photoLength }, (_, at) => (at * 37) & 0xff);
