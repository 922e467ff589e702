import { toHex } from '../../framing/hex.ts';
import type { Vocabulary } from '../vocabulary.ts';

/** A command's head and an answer's status word (ISO/IEC 7816-4). Keys, and what a card holds, are counted, not shown. */
export const apduWords = (): Vocabulary => ({
  sent: (command) => [`${toHex(command.subarray(0, 4))}${command.length > 5 ? `, ${command.length - 5} bytes` : ''}`],
  heard(answer) {
    const data = answer.length > 2 ? `, ${answer.length - 2} bytes` : '';
    return [`${toHex(answer.subarray(-2))}${data}`];
  },
});
