import {
  bytesWaiting,
  type Command,
  decodeAnswer,
  decodeCommand,
  rightLe,
  words,
} from '../../../device-drivers/apdu/codec.ts';
import { fromApdu, type ReaderCommand } from '../../../device-drivers/pcsc-mifare/codec.ts';
import { decodeRecord, type Item, items, placeOf } from '../../../device-drivers/social-security-card/codec.ts';
import { amount, content, hexWord, spaced } from './amounts.ts';

/** A command to a chip card, or to the reader for a storage card (class FF). */
export function commandWords(bytes: Uint8Array): string {
  const command = decodeCommand(bytes);
  if (!command) return `no APDU, ${amount(bytes.length, 'byte')}`;
  const toReader = fromApdu(command);
  return toReader ? readerWords(toReader) : cardWords(command);
}

function readerWords(command: ReaderCommand): string {
  switch (command.kind) {
    case 'uid':
      return 'GET UID';
    case 'loadKey':
      return `LOAD KEY into place ${command.place}`;
    case 'authenticate':
      return `AUTHENTICATE block ${command.block} with key ${command.which} of place ${command.place}`;
    case 'readBlock':
      return `READ BLOCK ${command.block}`;
    case 'writeBlock':
      return `WRITE BLOCK ${command.block}: ${content(command.data)}`;
  }
}

function cardWords(command: Command): string {
  const { cla, ins, p1, p2, data, le } = command;
  const expected = le === undefined ? '' : `, ${amount(le, 'byte')} expected`;
  if (cla === 0x00 && ins === 0xa4 && data)
    return `SELECT ${p1 === 0x04 ? content(data, ['gb18030']) : fileName(data)}`;
  if (cla === 0x00 && ins === 0xb2) return `READ RECORD ${p1}${fileOf(p2)}${expected}`;
  if (cla === 0x00 && ins === 0x20) return `VERIFY PIN, ${amount(data?.length ?? 0, 'byte')}`;
  if (cla === 0x00 && ins === 0xc0) return `GET RESPONSE${expected}`;
  return `command ${spaced(Uint8Array.of(cla, ins, p1, p2))}${data ? `, ${amount(data.length, 'byte')}` : ''}${expected}`;
}

const fileName = (id: Uint8Array): string => spaced(id).replaceAll(' ', '').toUpperCase();

/** The short id stands in the five high bits of P2; 0 is the file selected. */
const fileOf = (p2: number): string => (p2 >> 3 === 0 ? '' : ` of EF${hexWord(p2 >> 3, 2)}`);

/** ISO/IEC 7816-4: authentication method blocked. */
const pinBlocked = 0x6983;

const meanings: Readonly<Record<number, string>> = {
  [words.done]: 'done',
  [words.operationFailed]: 'operation failed',
  [words.memoryFailure]: 'memory failure',
  [words.wrongLength]: 'wrong length',
  [words.securityNotSatisfied]: 'security not satisfied',
  [words.conditionsNotSatisfied]: 'conditions not satisfied',
  [words.wrongData]: 'wrong data',
  [words.functionNotSupported]: 'function not supported',
  [words.fileNotFound]: 'file not found',
  [words.recordNotFound]: 'record not found',
  [words.insNotSupported]: 'instruction not supported',
  [words.claNotSupported]: 'class not supported',
  [pinBlocked]: 'PIN blocked',
};

/** An answer to `asked`: `SW 9000, done, record of the card number: “A12345678”`. */
export function answerWords(bytes: Uint8Array, asked: Uint8Array): string | undefined {
  const answer = decodeAnswer(bytes);
  if (!answer) return undefined;
  const { word, data } = answer;
  const said = `SW ${hexWord(word)}, ${meaningOf(word)}`;
  return data.length === 0 ? said : `${said}, ${dataWords(data, asked)}`;
}

function meaningOf(word: number): string {
  const waiting = bytesWaiting(word);
  const le = rightLe(word);
  if (waiting !== undefined) return `${amount(waiting, 'byte')} to fetch`;
  if (le !== undefined) return `ask for ${amount(le, 'byte')}`;
  if (word >> 4 === 0x63c) return `wrong PIN, ${word & 0x0f} tries left`;
  return meanings[word] ?? 'unknown word';
}

const itemWords = {
  identification: 'identification',
  version: 'version',
  issuedOn: 'day of issue',
  validTo: 'end of validity',
  cardNumber: 'card number',
  idNumber: 'ID number',
  name: 'name',
  nameExtension: 'rest of name',
  sex: 'sex',
  nation: 'nation',
  birthplace: 'birthplace',
  birth: 'birth',
} as const satisfies Record<Item, string>;

function dataWords(data: Uint8Array, asked: Uint8Array): string {
  const command = decodeCommand(asked);
  const record = command?.cla === 0x00 && command.ins === 0xb2 ? decodeRecord(data) : undefined;
  const item = record && items.find((it) => placeOf(it, 'second')?.tag === record.tag);
  if (record && item) return `${itemWords[item]} ${content(record.value, ['gb18030'])}`;
  return command && fromApdu(command)?.kind === 'uid' ? `UID ${spaced(data)}` : content(data);
}
