import { Secret, TOTP } from 'otpauth/slim';

/** What a technician's authenticator app shows of a secret (base32) at an instant, in UTC milliseconds. */
export const oneTimeCodeAt = (secret: string, now: number): string =>
  TOTP.generate({ algorithm: 'SHA1', digits: 6, period: 30, secret: Secret.fromBase32(secret), timestamp: now });
