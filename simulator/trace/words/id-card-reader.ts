import { decodeCardText } from '../../../device-drivers/id-card-reader/card-text.ts';
import {
  type Answer,
  type Command,
  decodeAnswer,
  decodeCardData,
  decodeCommand,
  doneLength,
  type Word,
} from '../../../device-drivers/id-card-reader/codec.ts';
import { longestFrame, lookForFrame } from '../../../device-drivers/id-card-reader/frame.ts';
import { createLane, type Language } from '../lane.ts';
import { amount, hexWord, spaced } from './amounts.ts';

const commands = {
  reset: 'reset',
  status: 'status',
  findCard: 'find card',
  selectCard: 'select',
  readCard: 'read text and photo',
  readNewAddress: 'read new address',
} as const satisfies Record<Command, string>;

const meanings = {
  done: 'done',
  cardFound: 'card found',
  requestChecksumWrong: 'request damaged: checksum',
  requestLengthWrong: 'request damaged: length',
  commandWrong: 'no such command',
  notPermitted: 'not permitted',
  unrecognisedError: 'unrecognised error',
  samNotAuthenticated: 'module not authenticated',
  cardNotAuthenticated: 'card not authenticated',
  informationNotVerified: 'information not verified',
  cardTypeUnknown: 'unknown type of card',
  readFailed: 'reading failed',
  randomNumberFailed: 'no random number',
  selfTestFailed: 'self-test failed',
  notAuthorised: 'not authorised',
  noCard: 'no card',
  selectFailed: 'selecting failed',
  noSuchItem: 'card has no such item',
} as const satisfies Record<Word, string>;

/** The language of SAM_V modules. An answer carries no mark of its question: it is told with the last one. */
export function idCardReaderLanguage(): Language {
  let asked: Command | undefined;
  return {
    toDevice: createLane({
      look: lookForFrame,
      longest: longestFrame,
      words(body) {
        asked = decodeCommand(body);
        return asked ? commands[asked] : `unknown command ${spaced(body)}`;
      },
    }),
    fromDevice: createLane({
      look: lookForFrame,
      longest: longestFrame,
      words(body) {
        const answer = decodeAnswer(body);
        const said = `SW ${spaced(body.subarray(0, 3)).toUpperCase()}`;
        const meaning = answer ? meaningOf(answer, asked) : 'unknown answer';
        return `${asked ? `${commands[asked]}: ` : ''}${said}, ${meaning}`;
      },
    }),
  };
}

function meaningOf({ word, cardWord, data }: Answer, asked: Command | undefined): string {
  const own = cardWord === 0 ? '' : ` (the card says ${hexWord(cardWord)})`;
  return `${meanings[word]}${own}${data.length === 0 ? '' : `, ${dataWords(data, asked)}`}`;
}

function dataWords(data: Uint8Array, asked: Command | undefined): string {
  const card = asked === 'readCard' && data.length === doneLength.readCard ? decodeCardData(data) : undefined;
  if (!card) return amount(data.length, 'byte');
  const read = decodeCardText(card.text);
  const whose = read.kind === 'card' ? ` of ${read.card.name}` : '';
  return `text${whose}, photo ${amount(card.photo.length, 'byte')}`;
}
