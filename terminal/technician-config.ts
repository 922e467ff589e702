import * as v from 'valibot';
import { secret } from './config-mistakes.ts';
import { readPinHash } from './technician/pin.ts';

const millisecondsWanted = 'a whole number of milliseconds, 1 at least, is expected';
const Milliseconds = (about: string) =>
  v.pipe(
    v.number(millisecondsWanted),
    v.integer(millisecondsWanted),
    v.minValue(1, millisecondsWanted),
    v.description(about),
  );

const pinHashWanted = 'scrypt:N:r:p:salt:hash is expected, as npm run technician prints it';
const secretWanted = 'at least 26 of the letters A to Z and the digits 2 to 7 (base32) are expected';

/**
 * How technicians get in, and how long the terminal waits for one. Messages name what is expected and never what was
 * there. Both secrets are printed by `npm run technician`.
 */
export const TechnicianConfig = v.pipe(
  v.strictObject({
    pinHash: v.pipe(
      v.string(pinHashWanted),
      v.check((text) => readPinHash(text) !== undefined, pinHashWanted),
      v.metadata(secret),
      v.description("The hash of the technicians' PIN, as npm run technician prints it; a secret"),
    ),
    /** 128 bits at least, as RFC 4226 asks for. */
    oneTimeSecret: v.pipe(
      v.string(secretWanted),
      v.regex(/^[A-Z2-7]{26,}$/, secretWanted),
      v.metadata(secret),
      v.description('What their one-time codes are made from, as npm run technician prints it; a secret'),
    ),
    patience: v.optional(
      v.pipe(
        v.strictObject({
          asking: v.optional(Milliseconds('For the PIN and for the code, each'), 60_000),
          inside: v.optional(Milliseconds('Without a tap, until the technician has left'), 180_000),
        }),
        v.description('How long the terminal waits for a technician, in milliseconds'),
      ),
      {},
    ),
  }),
  v.description('How technicians get in; without it none can'),
);
export type TechnicianConfig = v.InferOutput<typeof TechnicianConfig>;
