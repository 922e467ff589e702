/** What a hand carries from the wallet to a place of the machine, and what it does there. */
import type { CodeKind } from '../../../../seeds/city.ts';
import type { ChargeOutcome } from '../../../hospital/payer-codes.ts';
import type { BenchCommand } from '../../../rehearsal/command.ts';

export type Thing =
  | { readonly kind: 'idCard'; readonly person: number }
  | { readonly kind: 'socialSecurityCard'; readonly person: number }
  | { readonly kind: 'hospitalCard'; readonly person: number }
  | { readonly kind: 'code'; readonly person: number; readonly code: CodeKind }
  /** A phone that shows a code to pay by; without an outcome, what was ordered before comes, or it pays. */
  | { readonly kind: 'payerCode'; readonly outcome?: ChargeOutcome }
  /** The card that was taken out of the dispenser last. */
  | { readonly kind: 'issuedCard' }
  | { readonly kind: 'bankCard' };

export type ThingKind = Thing['kind'];
export type TakingPlace = 'idReader' | 'chipSlot' | 'stripeSlit' | 'scanWindow';

/** What each place can do something with. */
export const takes: Readonly<Record<TakingPlace, readonly ThingKind[]>> = {
  idReader: ['idCard'],
  chipSlot: ['socialSecurityCard', 'hospitalCard', 'issuedCard', 'bankCard'],
  stripeSlit: ['hospitalCard'],
  scanWindow: ['code', 'payerCode'],
};

/** What happens when a thing comes to a place; nothing at a place that cannot do anything with it. */
export function put(place: TakingPlace, thing: Thing): readonly BenchCommand[] {
  if (!takes[place].includes(thing.kind)) return [];
  switch (thing.kind) {
    case 'idCard':
      return [{ do: 'putCard', person: thing.person }];
    case 'socialSecurityCard':
      return [{ do: 'putChipCard', person: thing.person, card: 'socialSecurity' }];
    case 'hospitalCard':
      if (place === 'stripeSlit') return [{ do: 'swipeCard', person: thing.person }];
      return [{ do: 'putChipCard', person: thing.person, card: 'hospital' }];
    case 'code':
      return [{ do: 'showCode', person: thing.person, code: thing.code }];
    case 'payerCode': {
      const { outcome } = thing;
      return [...(outcome === undefined ? [] : [{ do: 'nextCharge', outcome } as const]), { do: 'showPayerCode' }];
    }
    case 'issuedCard':
      return [{ do: 'putIssuedCard' }];
    case 'bankCard':
      return [{ do: 'putBankCard' }];
  }
}
