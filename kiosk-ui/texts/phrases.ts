/** What nothing may be parted from: it ends what stands before it, or begins what comes after. */
const ends = /^(?:[\p{Pe}\p{Pf}\p{Po}\s]|[的了过]$)/u;
const begins = /[\p{Ps}\p{Pi}\s]$/u;

/** Our field's words, which a general dictionary takes apart; and numbers with what they count. */
const whole =
  /(¥[\d,.]+|\d+–\d+ 个工作日|身份证|社保卡|就诊卡|就诊|医保|凭条|补打|自助机|打印机|时段|手机号|预约码|监护人|建档|挂失|候诊|开单|领卡|稍后|到账|付款码|切纸刀)/;

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const segmentsOf = (text: string) => [...segmenter.segment(text)].map(({ segment }) => segment);

/**
 * A Chinese text in the pieces between which a line may end, so that none ends within a word; one without Chinese has its
 * spaces for that.
 */
export function phrasesOf(text: string): readonly string[] {
  if (!/\p{Script=Han}/u.test(text)) return [text];
  const segments = text.split(whole).flatMap((part, at) => (at % 2 === 1 ? [part] : segmentsOf(part)));
  const pieces: string[] = [];
  for (const segment of segments) {
    const last = pieces.at(-1);
    if (last !== undefined && (ends.test(segment) || begins.test(last))) pieces[pieces.length - 1] = last + segment;
    else pieces.push(segment);
  }
  return pieces;
}
