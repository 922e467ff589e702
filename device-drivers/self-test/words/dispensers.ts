import { decodeAnswer as decodeCrtAnswer, errorOf } from '../../crt-591/answer.ts';
import { decodeCommand as decodeCrtCommand } from '../../crt-591/command.ts';
import * as crt from '../../crt-591/frame.ts';
import { decodeAnswer as decodeQuAnswer, decodeCommand as decodeQuCommand } from '../../qu-cd-720/codec.ts';
import * as qu from '../../qu-cd-720/frame.ts';
import { bytesInWords, frameWords, messageInWords, type Vocabulary } from '../vocabulary.ts';

export const crtWords = (): Vocabulary => ({
  sent: frameWords(crt.lookForFrame, crt.longestFrame, (frame) => {
    if (frame.kind !== 'text') return frame.kind.toUpperCase();
    const command = decodeCrtCommand(frame.text);
    // A key may be in it.
    return command.kind === 'mifare' ? `mifare ${command.command.kind}` : messageInWords(command);
  }),
  heard: frameWords(crt.lookForFrame, crt.longestFrame, (frame) =>
    frame.kind === 'text' ? crtAnswerInWords(frame.text) : frame.kind.toUpperCase(),
  ),
});

function crtAnswerInWords(text: Uint8Array): string {
  const answer = decodeCrtAnswer(text);
  if (!answer) return `unknown answer ${bytesInWords(text)}`;
  if (answer.kind === 'refused') return `refused with ${answer.error}: ${errorOf(answer.error).meaning}`;
  const { card, stack, bin } = answer.state;
  const data = answer.data.length > 0 ? `, ${answer.data.length} bytes` : '';
  return `done; card ${card}, stack ${stack}, bin ${bin}${data}`;
}

export const quWords = (): Vocabulary => ({
  sent: frameWords(qu.lookForFrame, qu.longestFrame, (frame) =>
    frame.kind === 'frame' ? (decodeQuCommand(frame.letters) ?? frame.letters) : frame.kind.toUpperCase(),
  ),
  heard: frameWords(qu.lookForFrame, qu.longestFrame, (frame) => {
    if (frame.kind !== 'frame') return frame.kind.toUpperCase();
    const answer = decodeQuAnswer(frame.letters, frame.data);
    if (!answer) return `unknown answer ${frame.letters}${frame.data}`;
    if (answer.kind !== 'flags') return messageInWords(answer);
    const set = Object.entries(answer.flags).flatMap(([flag, is]) => (is ? [flag] : []));
    return `flags: ${set.join(', ') || 'none'}`;
  }),
});
