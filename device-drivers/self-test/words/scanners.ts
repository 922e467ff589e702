import { decodeScanReport, decodeTrigger, wakeReport } from '../../hid-pos-scanner/codec.ts';
import type { TriggerBytes } from '../../newland-scanner/codec.ts';
import {
  longestAnswer,
  longestCommand,
  lookForCommand,
  lookForPiece,
  type Piece,
} from '../../newland-scanner/frame.ts';
import { bytesInWords, frameWords, type Vocabulary } from '../vocabulary.ts';

/** What a code says may be somebody's: it is counted, not shown. */
export const hidPosWords = (): Vocabulary => ({
  sent([id = 0, ...data]) {
    if (id === wakeReport.id) return ['wake up'];
    const trigger = decodeTrigger({ id, data: Uint8Array.from(data) });
    return [trigger ? `${trigger} looking for a code` : `report ${id}, ${data.length} bytes`];
  },
  heard(report) {
    const part = decodeScanReport(report);
    if (!part) return [`a report that is no code: ${bytesInWords(report)}`];
    return [`code ${part.aim}, ${part.data.length} bytes${part.continued ? ', more to come' : ''}`];
  },
});

export const newlandWords = (trigger: TriggerBytes): Vocabulary => ({
  sent: frameWords(lookForCommand(trigger), longestCommand, ({ kind }) => kind),
  heard: frameWords(lookForPiece, longestAnswer, pieceInWords),
});

function pieceInWords(piece: Piece): string {
  switch (piece.kind) {
    case 'answer':
      return `answer: ${piece.answer.settings.flatMap((it) => it.entries.map(({ status }) => `${it.tag} ${status}`)).join(', ')}`;
    case 'text':
      return `${piece.bytes.length} bytes of a code`;
    case 'end':
      return 'end of line';
    case 'stray':
      return `a stray byte ${bytesInWords(Uint8Array.of(piece.byte))}`;
  }
}
