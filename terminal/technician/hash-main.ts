import { stdin } from 'node:process';
import { text } from 'node:stream/consumers';
import { systemChance } from '../system.ts';
import { secretAddress, secretOf } from './one-time-code.ts';
import { hashPin, saltLength } from './pin.ts';

/**
 * Makes the two secrets of a terminal's configuration: `node terminal/technician/hash-main.ts`, the PIN on the standard
 * input. Prints `pinHash`, a fresh `oneTimeSecret`, and the address to give to an authenticator app, as a QR code or
 * typed. The PIN is kept nowhere.
 */
const pin = (await text(stdin)).trim();
if (!/^\d{6,12}$/.test(pin)) throw new RangeError('a PIN of 6 to 12 digits is expected on the standard input');

const oneTimeSecret = secretOf(systemChance.bytes(20));
console.log(
  JSON.stringify({ technician: { pinHash: hashPin(pin, systemChance.bytes(saltLength)), oneTimeSecret } }, null, 2),
);
console.log(secretAddress(oneTimeSecret, 'Kiosk', 'technician'));
