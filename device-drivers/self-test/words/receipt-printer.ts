import { longestAnswer, lookForAnswer, type PrinterAnswer, withoutFlowControl } from '../../receipt-printer/answer.ts';
import { longestCommand, lookForCommand } from '../../receipt-printer/codec.ts';
import type { PrinterCommand } from '../../receipt-printer/command.ts';
import type { PrinterCondition } from '../../receipt-printer/status.ts';
import { frameWords, messageInWords, type Vocabulary } from '../vocabulary.ts';

/** ESC/POS printers. */
export function printerWords(): Vocabulary {
  const heard = frameWords(lookForAnswer, longestAnswer, answerInWords);
  return {
    sent: frameWords(lookForCommand, longestCommand, commandInWords),
    heard(chunk) {
      const answers = withoutFlowControl(chunk);
      const told = heard(answers);
      return answers.length < chunk.length ? [...told, 'stop or go on (XOFF, XON)'] : told;
    },
  };
}

function commandInWords(command: PrinterCommand): string {
  if (command.kind === 'text') return `text "${new TextDecoder('gb18030').decode(command.bytes)}"`;
  if (command.kind === 'realTimeStatus') return `how are you? (DLE EOT ${command.of})`;
  if (command.kind === 'processId') return `say ${command.id} when all of this is on paper (GS ( H)`;
  return messageInWords(command);
}

function answerInWords(answer: PrinterAnswer): string {
  switch (answer.kind) {
    case 'automatic':
      return `by itself: ${conditionInWords(answer.condition)}`;
    case 'realTime':
    case 'inOrder':
      return `status byte ${answer.bits.toString(16).padStart(2, '0')}`;
    case 'printed':
      return `${answer.id} is on paper`;
    case 'cleared':
      return 'both buffers are empty';
    case 'block':
      return `"${answer.text}"`;
  }
}

export function conditionInWords(it: PrinterCondition): string {
  const errors = (
    [
      [it.mechanicalError, 'mechanical error'],
      [it.cutterError, 'cutter error'],
      [it.unrecoverableError, 'unrecoverable error'],
      [it.passingError, 'an error that passes (head too hot, or cover opened while printing)'],
    ] as const
  ).flatMap(([is, words]) => (is ? [words] : []));
  return [it.online ? 'online' : 'offline', `cover ${it.cover}`, `paper ${it.paper}`, ...errors].join(', ');
}
