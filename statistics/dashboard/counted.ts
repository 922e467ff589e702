/** Answers of which only the counts that were asked for are there. */
import type { Usage, UsageRow } from '../api/shapes.ts';
import type { CountName } from '../intake/roll-up.ts';

export type CountsOf<Name extends CountName> = Readonly<Record<Name, number>>;
export type UsageRowOf<Name extends CountName> = Omit<UsageRow, 'counts'> & { readonly counts: CountsOf<Name> };
export type UsageOf<Name extends CountName> = Omit<Usage, 'rows' | 'total'> & {
  readonly rows: readonly UsageRowOf<Name>[];
  readonly total: CountsOf<Name>;
};

/** Of a place that did nothing: a nought for each count that was asked for. */
export const noCounts = <Name extends CountName>(asked: CountsOf<Name>): CountsOf<Name> =>
  Object.fromEntries(Object.keys(asked).map((name) => [name, 0])) as CountsOf<Name>;
