import {
  decodeAnswer,
  decodeCommand,
  type Flag,
  type QuCommand,
  type WorkingState,
} from '../../../device-drivers/qu-cd-720/codec.ts';
import { type Heard, longestFrame, lookForFrame } from '../../../device-drivers/qu-cd-720/frame.ts';
import { createLane, type Language } from '../lane.ts';
import { quoted } from './amounts.ts';

/** The language of QUIO's dispensers: what ENQ has executed is the command acknowledged before. */
export const quCd720Language = (): Language => ({
  toDevice: createLane({ look: lookForFrame, longest: longestFrame, words: (heard) => said(heard, commandWords) }),
  fromDevice: createLane({ look: lookForFrame, longest: longestFrame, words: (heard) => said(heard, answerWords) }),
});

function said(heard: Heard, frameWords: (letters: string, data: string) => string): string {
  return heard.kind === 'frame' ? frameWords(heard.letters, heard.data) : heard.kind.toUpperCase();
}

const commands = {
  dispense: 'dispense card to gate',
  capture: 'move card to bin',
  workingState: 'working state?',
  reset: 'reset',
  toReader: 'move card to reader',
  toGate: 'move card to gate',
  throwOut: 'throw card out',
  flags: 'flags?',
  clearFlags: 'clear flags of cards captured and taken',
  version: 'version?',
} as const satisfies Record<QuCommand, string>;

const flagWords = {
  binFull: 'bin full',
  dispenseFailed: 'dispensing failed',
  capturing: 'capturing',
  dispensing: 'dispensing',
  hopperLow: 'hopper low',
  jammed: 'card jam',
  captured: 'card captured',
  taken: 'card taken',
  ready: 'card at ready place',
  atReader: 'card at reader',
  atGate: 'card at gate',
  hopperEmpty: 'hopper empty',
} as const satisfies Record<Flag, string>;

const states = {
  ...flagWords,
  notReady: 'no card at ready place',
} as const satisfies Record<WorkingState, string>;

function commandWords(letters: string, data: string): string {
  const command = data === '' ? decodeCommand(letters) : undefined;
  return command ? commands[command] : `unknown command ${quoted(letters + data)}`;
}

function answerWords(letters: string, data: string): string {
  const answer = decodeAnswer(letters, data);
  switch (answer?.kind) {
    case undefined:
      return `unknown answer ${quoted(letters + data)}`;
    case 'workingState':
      return `working state: ${states[answer.state]}`;
    case 'version':
      return `version ${answer.version}`;
    case 'flags': {
      const { flags } = answer;
      const set = (Object.keys(flagWords) as Flag[]).filter((flag) => flags[flag]);
      return `flags: ${set.map((flag) => flagWords[flag]).join(', ') || 'none'}`;
    }
  }
}
