import { type Answer, decodeAnswer, decodeCommand, doneLength } from '../../id-card-reader/codec.ts';
import { longestFrame, lookForFrame } from '../../id-card-reader/frame.ts';
import { bytesInWords, frameWords, type Vocabulary } from '../vocabulary.ts';

/** SAM_V modules. What a card holds is counted, never shown. */
export const samWords = (): Vocabulary => ({
  sent: frameWords(
    lookForFrame,
    longestFrame,
    (body) => decodeCommand(body) ?? `unknown command ${bytesInWords(body)}`,
  ),
  heard: frameWords(lookForFrame, longestFrame, (body) => {
    const answer = decodeAnswer(body);
    return answer ? answerInWords(answer) : `unknown answer ${bytesInWords(body)}`;
  }),
});

function answerInWords({ word, cardWord, data }: Answer): string {
  const said = cardWord === 0 ? word : `${word}, the card says ${cardWord.toString(16).padStart(4, '0')}`;
  if (data.length === 0) return said;
  return data.length === doneLength.readCard ? `${said}, text and photo of a card` : `${said}, ${data.length} bytes`;
}
