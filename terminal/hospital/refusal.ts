import type { VerbName, Verbs } from './contract.ts';
import type { RefusalOf } from './verb.ts';

type CodesOf<N extends VerbName> = N extends VerbName ? RefusalOf<Verbs[N]> : never;

/** Every code some verb is refused with. */
export type Refusal = CodesOf<VerbName>;

/** The HTTP status a refusal travels with. The terminal goes by the code alone. */
export function refusalStatus(code: string): 404 | 409 | 422 {
  if (code === 'conflict') return 409;
  return code.endsWith('Unknown') ? 404 : 422;
}
