import type { PcscAnswer, PcscSlot } from '../../../device-drivers/links/pcsc.ts';
import { spaced } from '../words/amounts.ts';
import { answerWords, commandWords } from '../words/chip-card-reader.ts';
import { closedFrom, type Ear, lineClosed, lineOpened } from './ear.ts';

export const cardReset = 'card reset';

/** A PC/SC reader's own end, listened to: its cards, and what they are asked and answer. */
export function listenToSlot(slot: PcscSlot, ear: Ear): PcscSlot {
  let open = true;
  ear.event('toDevice', lineOpened);
  slot.onClose((reason) => {
    open = false;
    ear.event(closedFrom(reason), lineClosed);
  });
  /** Whoever answers after the line has closed is heard by nobody. */
  const answered = (answer: PcscAnswer, words: (bytes: Uint8Array) => string | undefined): PcscAnswer => {
    if (!open) return answer;
    if (answer.ok) ear.bytes('fromDevice', answer.bytes, words(answer.bytes));
    else ear.event('fromDevice', `${faults[answer.fault]}: ${answer.cause}`);
    return answer;
  };
  return {
    ...slot,
    insert(atr) {
      if (open) ear.event('fromDevice', `card inserted, ${atrWords(atr)}`);
      slot.insert(atr);
    },
    remove() {
      if (open) ear.event('fromDevice', 'card removed');
      slot.remove();
    },
    serve: (card) =>
      slot.serve({
        async transmit(command) {
          ear.bytes('toDevice', command, commandWords(command));
          return answered(await card.transmit(command), (bytes) => answerWords(bytes, command));
        },
        async reset() {
          ear.event('toDevice', cardReset);
          return answered(await card.reset(), atrWords);
        },
      }),
  };
}

const atrWords = (atr: Uint8Array): string => (atr.length === 0 ? 'no ATR' : `ATR ${spaced(atr)}`);

const faults = {
  cardRemoved: 'no answer, card removed',
  cardUnreadable: 'no answer, card unreadable',
  offline: 'no answer, reader gone',
} as const;
