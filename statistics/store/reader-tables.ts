/** The tables of those who read the hub: who they are, what lets their programs in, what they took away. */

/** Primary key account. */
export interface AccountRow {
  /** The sign-in name, or `oidc:` with the issuer's subject. */
  account: string;
  /** What is shown of whoever it is. */
  name: string;
  /** scrypt, as `access/password.ts` writes it; null for those who sign in elsewhere. */
  passwordHash: string | null;
  /** A `Scope` as JSON. */
  scope: string;
  administrator: number;
  madeAt: number;
  closedAt: number | null;
}

/** Primary key id. Only the hash of a token is kept. */
export interface AccessTokenRow {
  id: string;
  tokenHash: string;
  name: string;
  scope: string;
  madeBy: string;
  madeAt: number;
  expiresAt: number;
  revokedAt: number | null;
}

/** Primary key sessionHash. */
export interface SessionRow {
  sessionHash: string;
  account: string;
  madeAt: number;
  expiresAt: number;
}

/** Primary key (id). */
export interface ExportLogRow {
  id: string;
  at: number;
  who: string;
  /** The path and query that were asked, and as what. */
  what: string;
  rows: number;
}
