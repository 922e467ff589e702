import * as v from 'valibot';

/** Fen (1/100 yuan), a whole number, never negative. */
export const Fen = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.description('fen, 1/100 yuan'));

const parts = {
  fund: Fen,
  account: Fen,
  familyAccount: Fen,
  assistance: Fen,
  hospitalBorne: Fen,
  self: Fen,
};

/** A price and who bears which part of it. The parts sum to the total, always; a reply where they do not is no reply. */
export const Amount = v.pipe(
  v.object({ total: Fen, ...parts }),
  v.check(
    (a) => a.fund + a.account + a.familyAccount + a.assistance + a.hospitalBorne + a.self === a.total,
    'the named parts do not sum to the total',
  ),
  v.description('a price and who bears which part of it; the parts sum to the total, always'),
);
export type Amount = v.InferOutput<typeof Amount>;

/** An amount the patient bears alone. */
export const selfPaid = (total: number): Amount => ({
  total,
  fund: 0,
  account: 0,
  familyAccount: 0,
  assistance: 0,
  hospitalBorne: 0,
  self: total,
});
