import * as v from 'valibot';
import { readPinHash } from './technician/pin.ts';

const Milliseconds = v.pipe(v.number(), v.integer(), v.minValue(1));

const pinHashWanted = 'scrypt:N:r:p:salt:hash is expected, as npm run technician prints it';
const secretWanted = 'at least 26 of the letters A to Z and the digits 2 to 7 (base32) are expected';

/**
 * How technicians get in, and how long the terminal waits for one. Messages name what is expected and never what was
 * there. Both secrets are printed by `npm run technician`.
 */
export const TechnicianConfig = v.strictObject({
  pinHash: v.pipe(
    v.string(pinHashWanted),
    v.check((text) => readPinHash(text) !== undefined, pinHashWanted),
  ),
  /** 128 bits at least, as RFC 4226 asks for. */
  oneTimeSecret: v.pipe(v.string(secretWanted), v.regex(/^[A-Z2-7]{26,}$/, secretWanted)),
  /** Milliseconds: `asking` for PIN and code each, `inside` without a tap until the technician has left. */
  patience: v.optional(v.strictObject({ asking: Milliseconds, inside: Milliseconds }), {
    asking: 60_000,
    inside: 180_000,
  }),
});
export type TechnicianConfig = v.InferOutput<typeof TechnicianConfig>;
