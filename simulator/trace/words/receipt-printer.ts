import type { Look } from '../../../device-drivers/framing/framer.ts';
import {
  longestAnswer,
  lookForAnswer,
  type PrinterAnswer,
  withoutFlowControl,
} from '../../../device-drivers/receipt-printer/answer.ts';
import { longestCommand, lookForCommand } from '../../../device-drivers/receipt-printer/codec.ts';
import type { CommandKind, PrinterCommand } from '../../../device-drivers/receipt-printer/command.ts';
import type { StatusNumber } from '../../../device-drivers/receipt-printer/status.ts';
import { createLane, type Language } from '../lane.ts';
import { hexWord, quoted, spaced } from './amounts.ts';
import { commandWords } from './printer-commands.ts';
import { automaticWords, inOrderWords, realTimeWords } from './printer-status.ts';

/** Milliseconds in which a printer answers; a question without an answer for so long is given up. */
const answersWithin = 1_500;

type Question = StatusNumber | 'paper' | 'drawer';

/**
 * The language of ESC/POS printers. A printed line is one frame, with the modes set for it; what is answered stands
 * alone. Status bytes carry no mark of their question: they are told with the oldest one that waits.
 */
export function receiptPrinterLanguage(): Language {
  let asked: { readonly of: Question; readonly at: number }[] = [];
  const ask = (of: Question, at: number) => asked.push({ of, at });
  const question = (at: number, isKind: (of: Question) => boolean): Question | undefined => {
    asked = asked.filter((it) => at - it.at <= answersWithin);
    const found = asked.find(({ of }) => isKind(of));
    asked = asked.filter((it) => it !== found);
    return found?.of;
  };

  function answerWords(answer: PrinterAnswer, at: number): string {
    switch (answer.kind) {
      case 'realTime': {
        const of = question(at, (it) => typeof it === 'number');
        return typeof of === 'number' ? realTimeWords(of, answer.bits) : unasked(answer.bits);
      }
      case 'inOrder': {
        const of = question(at, (it) => typeof it === 'string');
        return typeof of === 'string' ? inOrderWords(of, answer.bits) : unasked(answer.bits);
      }
      case 'automatic':
        return `by itself: ${automaticWords(answer.condition)}`;
      case 'printed':
        return `${quoted(answer.id)} is printed`;
      case 'cleared':
        return 'buffers cleared';
      case 'block':
        return `says ${quoted(answer.text)}`;
    }
  }

  return {
    toDevice: createLane({
      look: lookForWholeCommand,
      lookAtEnd: lookForCommand,
      longest: longestCommand,
      place: ({ kind }) => places[kind] ?? 'goesOn',
      filler: (bytes) => (bytes[0] === 0x0d ? 'carriage return' : `unknown command ${spaced(bytes.subarray(0, 7))}`),
      words(command, at) {
        if (command.kind === 'realTimeStatus' || command.kind === 'statusInOrder') ask(command.of, at);
        return commandWords(command);
      },
    }),
    fromDevice: createLane<PrinterAnswer | FlowControl>({
      look: lookForSaid,
      longest: longestAnswer,
      words: (it, at) => (it.kind === 'flowControl' ? it.words : answerWords(it, at)),
    }),
  };
}

const unasked = (bits: number) => `status byte ${hexWord(bits, 2)}, not asked for`;

/** Where a line ends, and what stands alone because the printer answers it or does it at once. */
const places: Partial<Record<CommandKind, 'ends' | 'alone'>> = {
  lineFeed: 'ends',
  feedLines: 'ends',
  cut: 'ends',
  qrPrint: 'ends',
  raster: 'ends',
  graphicsPrint: 'ends',
  automaticStatus: 'ends',
  processId: 'alone',
  statusInOrder: 'alone',
  realTimeStatus: 'alone',
  recover: 'alone',
  clearBuffers: 'alone',
};

/** A printer takes text as it comes; read by people it is whole only when something else follows. */
const lookForWholeCommand: Look<PrinterCommand> = (bytes) =>
  bytes.every((byte) => byte >= 0x20) ? 'more' : lookForCommand(bytes);

interface FlowControl {
  readonly kind: 'flowControl';
  readonly words: string;
}
const flowControls = new Map<number, FlowControl>([
  [0x11, { kind: 'flowControl', words: 'XON: go on sending' }],
  [0x13, { kind: 'flowControl', words: 'XOFF: stop sending' }],
]);

/** Flow control may stand inside an answer, whose bytes it then is among. */
const lookForSaid: Look<PrinterAnswer | FlowControl> = (bytes) => {
  const control = flowControls.get(bytes[0] ?? 0);
  if (control) return { take: 1, frame: control };
  const seen = lookForAnswer(withoutFlowControl(bytes));
  if (typeof seen === 'string') return seen;
  let left = seen.take;
  const take = bytes.findIndex((byte) => !flowControls.has(byte) && --left === 0) + 1;
  return { ...seen, take };
};
