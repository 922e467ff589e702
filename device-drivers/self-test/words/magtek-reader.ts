import { decodeAnswer, decodeCommand, decodeSwipe, featureLength } from '../../magtek-reader/codec.ts';
import { bytesInWords, messageInWords, type Vocabulary } from '../vocabulary.ts';

/** MagTek swipe readers. What a track holds is counted, never shown. */
export const magtekWords = (): Vocabulary => ({
  sent(report) {
    const command = decodeCommand(report.subarray(report.length - featureLength));
    return [command ? messageInWords(command) : bytesInWords(report)];
  },
  heard(report) {
    const swipe = decodeSwipe(report);
    if (swipe) {
      const tracks = swipe.tracks.map(({ error, text }) => (error ? 'unreadable' : `${text.length} characters`));
      return [`swipe, ${swipe.encodeType ?? 'unknown encoding'}: ${tracks.join(', ')}`];
    }
    const answer = decodeAnswer(report);
    return [answer ? `${answer.result}, ${answer.data.length} bytes` : bytesInWords(report)];
  },
});
