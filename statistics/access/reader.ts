import * as v from 'valibot';

/** What somebody may see: every unit of the city, or those named. */
export const Scope = v.union([
  v.object({ city: v.literal(true) }),
  v.object({ units: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,32}$/))), v.minLength(1)) }),
]);
export type Scope = v.InferOutput<typeof Scope>;

/** Who asks, as far as answering goes. */
export interface Reader {
  /** The account, or `token:` with the token's id. */
  readonly who: string;
  /** What is shown of them. */
  readonly name: string;
  readonly scope: Scope;
  /** May keep the register, accounts and tokens. Only one who sees the city can be. */
  readonly administrator: boolean;
}

/** Whether a unit is within somebody's sight. */
export const maySee = (scope: Scope, unit: string): boolean => 'city' in scope || scope.units.includes(unit);

/** A scope as it is kept: JSON text. Nothing when it is none, so that a spoiled row opens nothing. */
export const scopeOf = (text: string | undefined): Scope | undefined => {
  try {
    const read = v.safeParse(Scope, JSON.parse(text ?? ''));
    return read.success ? read.output : undefined;
  } catch {
    return undefined;
  }
};
