import { type Command, decodeCommand, encodeAnswer, words } from '../../device-drivers/apdu/codec.ts';
import { fromHex } from '../../device-drivers/framing/hex.ts';

/** A chip with a processor of its own, as it lies in a reader: it keeps what it keeps wherever it is put. */
export interface VirtualChipCard {
  readonly kind: 'chip';
  /** Its answer to reset. */
  readonly atr: Uint8Array;
  /** What is selected and proved is forgotten. */
  reset(): void;
  /** Any bytes get an answer of at least a status word. */
  answer(command: Uint8Array): Uint8Array;
}

const none = new Uint8Array(0);
export const wordOnly = (word: number): Uint8Array => encodeAnswer({ data: none, word });

/** Answers bytes that are no command (`6700`), and commands of another class (`6E00`), for `answer`. */
export function answering(answer: (command: Command) => Uint8Array): (bytes: Uint8Array) => Uint8Array {
  return (bytes) => {
    const command = decodeCommand(bytes);
    if (!command) return wordOnly(words.wrongLength);
    return command.cla === 0x00 ? answer(command) : wordOnly(words.claNotSupported);
  };
}

/** A bank's card: it has applications, and none of those a hospital looks for. */
export function createVirtualBankCard(): VirtualChipCard {
  return {
    kind: 'chip',
    // T=0, historical bytes "BANK".
    atr: fromHex('3B 64 00 00 42 41 4E 4B'),
    reset() {},
    answer: answering(({ ins }) => wordOnly(ins === 0xa4 ? words.fileNotFound : words.insNotSupported)),
  };
}
