import { failed, type Outcome } from '../contract/fault.ts';
import type { MifareStation } from '../contract/mifare.ts';
import { decodeNumber, encodeNumber } from './card-text.ts';
import type { HospitalCardProfile } from './profile.ts';

/** Makes the card in a station the hospital's with this number: only a fresh one is written, and it is read back. */
export async function writeNumber(
  station: MifareStation,
  { sector, block, key, number: layout }: HospitalCardProfile,
  number: string,
): Promise<Outcome> {
  const wanted = encodeNumber(layout, number);
  const outcome = await write();
  await station.deactivate();
  return outcome;

  async function write(): Promise<Outcome> {
    const active = await station.activate();
    if (!active.ok) return active;
    const proved = await station.authenticate(sector, key);
    if (!proved.ok) return proved;
    const before = await station.readBlock(sector, block);
    if (!before.ok) return before;
    if (decodeNumber(layout, before.data) !== undefined) return failed('cardInvalid');
    const written = await station.writeBlock(sector, block, wanted);
    if (!written.ok) return written;
    const after = await station.readBlock(sector, block);
    if (!after.ok) return after;
    return after.data.every((byte, at) => byte === wanted[at]) ? { ok: true } : failed('cardWriteFailed');
  }
}
