/** What is said at the door and about it, as schemas: the OpenAPI document and the dashboard's types both follow from them. */
import * as v from 'valibot';
import { Scope } from './reader.ts';

const Time = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Shown = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80));

/** As people type it to sign in. Names with a colon are not typed: they come from an identity provider. */
export const AccountName = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9][a-z0-9._-]{0,39}$/, 'expected 1 to 40 small letters, digits, dots, hyphens or low lines'),
);
/** Long is better than odd; a phrase will do. */
export const Password = v.pipe(
  v.string(),
  v.minLength(10, 'expected at least 10 characters'),
  v.maxLength(200, 'expected at most 200 characters'),
);

/** `GET /v1/sign-in`: the ways in. */
export const SignInWays = v.object({
  password: v.literal(true),
  /** Where to go to sign in at the house's identity provider; null where there is none. */
  oidc: v.nullable(v.object({ name: v.object({ zh: v.string(), en: v.string() }), path: v.string() })),
});
export type SignInWays = v.InferOutput<typeof SignInWays>;

/** `POST /v1/sessions` */
export const SignIn = v.object({
  account: v.pipe(v.string(), v.maxLength(80)),
  password: v.pipe(v.string(), v.maxLength(200)),
});

/** `PUT /v1/me/password` */
export const PasswordChange = v.object({ current: v.pipe(v.string(), v.maxLength(200)), next: Password });

/** `POST /v1/accounts` */
export const NewAccount = v.pipe(
  v.object({ account: AccountName, name: Shown, scope: Scope, administrator: v.optional(v.boolean(), false) }),
  v.forward(
    v.check(({ scope, administrator }) => !administrator || 'city' in scope, 'an administrator sees the city'),
    ['scope'],
  ),
);
export type NewAccount = v.InferOutput<typeof NewAccount>;

export const Account = v.object({
  account: v.string(),
  name: v.string(),
  scope: Scope,
  administrator: v.boolean(),
  /** Signs in here with a password; else elsewhere. */
  local: v.boolean(),
  madeAt: Time,
  closedAt: v.nullable(Time),
});
export type Account = v.InferOutput<typeof Account>;
export const Accounts = v.object({ accounts: v.array(Account) });
export type Accounts = v.InferOutput<typeof Accounts>;
/** An account just made, or its password made anew: shown this once. */
export const AccountMade = v.object({ account: Account, password: v.string() });
export type AccountMade = v.InferOutput<typeof AccountMade>;

export const longestTokenDays = 730;

/** `POST /v1/tokens` */
export const NewToken = v.object({
  name: Shown,
  scope: Scope,
  /** Days until it expires. */
  days: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(longestTokenDays)),
});
export type NewToken = v.InferOutput<typeof NewToken>;

export const Token = v.object({
  id: v.string(),
  name: v.string(),
  scope: Scope,
  madeBy: v.string(),
  madeAt: Time,
  expiresAt: Time,
  revokedAt: v.nullable(Time),
});
export type Token = v.InferOutput<typeof Token>;
export const Tokens = v.object({ tokens: v.array(Token) });
export type Tokens = v.InferOutput<typeof Tokens>;
/** `token` is what a program sends: `authorization: Bearer …`. It is shown this once. */
export const TokenMade = v.object({ ...Token.entries, token: v.string() });
export type TokenMade = v.InferOutput<typeof TokenMade>;

/** `GET /v1/exports`: what left the hub as a file, the last first. */
export const Exports = v.object({
  exports: v.array(
    v.object({ id: v.string(), at: Time, who: v.string(), what: v.string(), rows: v.pipe(v.number(), v.integer()) }),
  ),
  next: v.nullable(v.string()),
});
export type Exports = v.InferOutput<typeof Exports>;
