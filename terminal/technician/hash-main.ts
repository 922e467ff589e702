import { stdin } from 'node:process';
import { text } from 'node:stream/consumers';
import { systemChance } from '../system.ts';
import { secretAddress, secretOf } from './one-time-code.ts';
import { hashPin, saltLength } from './pin.ts';

/**
 * Makes the two secrets of a terminal's configuration: `npm run --silent technician`, the PIN on the standard
 * input. Prints `pinHash`, a fresh `oneTimeSecret`, and the address to give to an authenticator app, as a QR code or
 * typed. The PIN is kept nowhere.
 */
const pin = (await text(stdin)).trim();

if (/^\d{6,12}$/.test(pin)) {
  const oneTimeSecret = secretOf(systemChance.bytes(20));
  const pinHash = hashPin(pin, systemChance.bytes(saltLength));
  console.log(JSON.stringify({ technician: { pinHash, oneTimeSecret } }, null, 2));
  console.log(secretAddress(oneTimeSecret, 'Kiosk', 'technician'));
} else {
  console.error('A PIN of 6 to 12 digits is expected on the standard input: echo PIN | npm run --silent technician');
  process.exitCode = 1;
}
