import {
  decodeAnswer,
  decodeCount,
  decodeMifareAnswer,
  decodeRfCard,
  decodeSensors,
  errorOf,
  type MachineState,
} from '../../../device-drivers/crt-591/answer.ts';
import { type CrtCommand, decodeCommand, type MifareCommand } from '../../../device-drivers/crt-591/command.ts';
import { type Heard, longestFrame, lookForFrame } from '../../../device-drivers/crt-591/frame.ts';
import { createLane, type Language } from '../lane.ts';
import { amount, content, hexWord, spaced } from './amounts.ts';

/** The language of CREATOR's card machines. An answer repeats its command's CM and PM, so that it is told by itself. */
export const crt591Language = (): Language => ({
  toDevice: createLane({ look: lookForFrame, longest: longestFrame, words: (heard) => said(heard, commandWords) }),
  fromDevice: createLane({ look: lookForFrame, longest: longestFrame, words: (heard) => said(heard, answerWords) }),
});

function said(heard: Heard, textWords: (text: Uint8Array) => string): string {
  if (heard.kind !== 'text') return heard.kind.toUpperCase();
  return `${heard.address === 0 ? '' : `address ${heard.address}: `}${textWords(heard.text)}`;
}

const initialPlaces = { gate: 'card to gate', bin: 'card to bin', stay: 'card stays' } as const;
const destinations = {
  hold: 'move card to gate',
  contact: 'move card to IC contacts',
  rf: 'move card to antenna',
  bin: 'move card to bin',
  out: 'eject card',
} as const;

function commandWords(text: Uint8Array): string {
  const command = decodeCommand(text);
  if (command.kind !== 'misunderstood') return wordsOf(command);
  return `unknown command ${spaced(text)} (${errorOf(command.error).meaning})`;
}

function wordsOf(command: CrtCommand): string {
  switch (command.kind) {
    case 'initialise':
      return `initialise, ${initialPlaces[command.card]}${command.counting ? ', count retained cards' : ''}`;
    case 'status':
      return 'status?';
    case 'sensors':
      return 'sensors?';
    case 'move':
      return destinations[command.to];
    case 'entry':
      return command.allowed ? 'let cards in at the gate' : 'let no card in';
    case 'rfActivate':
      return `activate RF card, types ${command.types}`;
    case 'rfOff':
      return 'RF field off';
    case 'rfStatus':
      return 'RF status?';
    case 'mifare':
      return mifareWords(command.command);
    case 'retainedCount':
      return 'count of retained cards?';
    case 'setRetainedCount':
      return `set count of retained cards to ${command.count}`;
  }
}

function mifareWords(command: MifareCommand): string {
  switch (command.kind) {
    case 'authenticate':
      return `MIFARE authenticate sector ${command.sector} with key ${command.which}`;
    case 'read':
      return `MIFARE read sector ${command.sector}, block ${command.block}, ${amount(command.blocks, 'block')}`;
    case 'write':
      return `MIFARE write sector ${command.sector}, block ${command.block}: ${content(command.data)}`;
  }
}

function answerWords(text: Uint8Array): string {
  const answer = decodeAnswer(text);
  if (!answer) return `unknown answer ${spaced(text)}`;
  if (answer.kind === 'refused') return `error ${answer.error}: ${errorOf(answer.error).meaning}`;
  const { cm, pm, state, data } = answer;
  return `positive response: ${stateWords(state)}${data.length > 0 ? `; ${dataWords(cm, pm, data)}` : ''}`;
}

const cards = { none: 'no card', gate: 'card at gate', inside: 'card inside' } as const;
const stacks = { empty: 'stack empty', low: 'stack low', enough: 'stack ok' } as const;
const stateWords = ({ card, stack, bin }: MachineState): string => `${cards[card]}, ${stacks[stack]}, bin ${bin}`;

function dataWords(cm: number, pm: number, data: Uint8Array): string {
  return knownWords(cm, pm, data) ?? amount(data.length, 'byte');
}

function knownWords(cm: number, pm: number, data: Uint8Array): string | undefined {
  // Initialised, it says which machine it is.
  if (cm === 0x30) return content(data);
  switch (`${hexWord(cm, 2)} ${hexWord(pm, 2)}`) {
    case '31 31': {
      const sensors = decodeSensors(data);
      return sensors && `sensors ${sensors.map((covered) => (covered ? '1' : '0')).join('')}`;
    }
    case '60 30': {
      const card = decodeRfCard(data);
      return card && `MIFARE card ${spaced(card.uid)}, ATQA ${hexWord(card.atqa)}, SAK ${hexWord(card.sak, 2)}`;
    }
    case '60 33': {
      const answer = decodeMifareAnswer(data);
      if (!answer) return undefined;
      return `MIFARE SW ${hexWord(answer.word)}${answer.data.length > 0 ? `, ${content(answer.data)}` : ''}`;
    }
    case 'A5 30': {
      const count = decodeCount(data);
      return count === undefined ? undefined : `${count} retained`;
    }
    default:
      return undefined;
  }
}
