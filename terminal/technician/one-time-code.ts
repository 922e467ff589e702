import { Secret, TOTP } from 'otpauth/slim';

/** What every authenticator app makes of a secret (RFC 6238): six digits, another every half minute. */
const kind = { algorithm: 'SHA1', digits: 6, period: 30 };

/** Codes before and after the present one that are taken as well, for clocks that differ. */
export const codeWindow = 1;

/** Counts the half minutes; `now` in UTC milliseconds. */
export const codeCounter = (now: number): number => TOTP.counter({ period: kind.period, timestamp: now });

/** Which count a code belongs to, or nothing when it is none of now. `secret` in base32. */
export function counterOfCode(code: string, secret: string, now: number): number | undefined {
  const delta = TOTP.validate({
    ...kind,
    token: code,
    secret: Secret.fromBase32(secret),
    timestamp: now,
    window: codeWindow,
  });
  return delta === null ? undefined : codeCounter(now) + delta;
}

export const codeAt = (secret: string, now: number): string =>
  TOTP.generate({ ...kind, secret: Secret.fromBase32(secret), timestamp: now });

/** A secret in base32. 20 random bytes are what RFC 4226 recommends. */
export const secretOf = (bytes: Uint8Array): string => new Secret({ buffer: Uint8Array.from(bytes).buffer }).base32;

/** The otpauth address an authenticator app takes the secret from. `label` tells the technician which terminal it is for. */
export const secretAddress = (secret: string, issuer: string, label: string): string =>
  new TOTP({ ...kind, issuer, label, secret }).toString();
