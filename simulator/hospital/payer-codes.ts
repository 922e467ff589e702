/**
 * What comes of the next charge to a payer's code. `password`: the payer types one until told otherwise; with `Pays` or
 * `Declines` that is over after some seconds. `codeUnusable`: run out, or used before.
 */
export const chargeOutcomes = [
  'pays',
  'password',
  'passwordPays',
  'passwordDeclines',
  'declines',
  'codeUnusable',
  'paymentRefused',
] as const;
export type ChargeOutcome = (typeof chargeOutcomes)[number];

/** How long a payer takes to type a password, in seconds. */
export const passwordSeconds = 6;

export interface PayerCodes {
  /** Orders what comes of the next charge; without an order it pays. */
  nextCharge(outcome: ChargeOutcome): void;
  /** What was ordered and has not come yet. */
  toCome(): readonly ChargeOutcome[];
  charge(payerCode: string): ChargeOutcome;
}

/** The two wallets' codes, by their first two digits; a code is good for one charge. */
const wallet = /^(1[0-5]\d{16}|(2[5-9]|30)\d{14,22})$/;

export function createPayerCodes(): PayerCodes {
  const spent = new Set<string>();
  const ordered: ChargeOutcome[] = [];
  return {
    nextCharge(outcome) {
      ordered.push(outcome);
    },
    toCome: () => [...ordered],
    charge(payerCode) {
      if (!wallet.test(payerCode) || spent.has(payerCode)) return 'codeUnusable';
      const outcome = ordered.shift() ?? 'pays';
      if (outcome !== 'codeUnusable') spent.add(payerCode);
      return outcome;
    },
  };
}
