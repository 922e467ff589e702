import type { Conversation } from '../apdu/conversation.ts';
import type { ChipCard, HospitalCard } from '../contract/chip-card-reader.ts';
import { failed, type Outcome } from '../contract/fault.ts';
import { type MifareSize, storageCardOf } from '../pcsc-mifare/codec.ts';
import { createPcscMifare } from '../pcsc-mifare/station.ts';
import { readSocialSecurityCard } from '../social-security-card/reading.ts';
import { decodeNumber } from './card-text.ts';
import type { ChipCardProfile, HospitalCardProfile } from './profile.ts';

export interface CardInReader {
  readonly atr: Uint8Array;
  readonly conversation: Conversation;
  readonly mifareThere: () => Outcome<{ readonly size: MifareSize }>;
}

/**
 * Reads whatever card is in the reader. A storage card's answer to reset, which the reader makes up, says which it is;
 * the answers of chips differ from maker to maker and say nothing of their applications, so a chip is asked for its
 * own. A card that fails is reset once and read anew.
 */
export async function readCard(
  card: CardInReader,
  profile: ChipCardProfile,
  signal: AbortSignal,
  onPinRefused: () => void,
): Promise<Outcome<{ card: ChipCard }>> {
  const first = await readOnce(card, profile, signal, onPinRefused);
  if (first.ok || first.fault !== 'cardUnreadable' || card.atr.length === 0) return first;
  const again = await card.conversation.reset(signal);
  return again.ok ? readOnce(card, profile, signal, onPinRefused) : again;
}

async function readOnce(
  card: CardInReader,
  profile: ChipCardProfile,
  signal: AbortSignal,
  onPinRefused: () => void,
): Promise<Outcome<{ card: ChipCard }>> {
  const { atr, conversation } = card;
  if (atr.length === 0) return failed('cardUnreadable');
  const storage = storageCardOf(atr);
  if (storage === 'other') return failed('cardInvalid');
  if (storage) {
    return profile.hospitalCard ? readHospitalCard(card, profile.hospitalCard, signal) : failed('cardInvalid');
  }
  return profile.socialSecurityCard
    ? readSocialSecurityCard(conversation.ask, profile.socialSecurityCard, signal, onPinRefused)
    : failed('cardInvalid');
}

async function readHospitalCard(
  { conversation, mifareThere }: CardInReader,
  { sector, block, key, number: layout }: HospitalCardProfile,
  signal: AbortSignal,
): Promise<Outcome<{ card: HospitalCard }>> {
  const mifare = createPcscMifare({
    ask: (command) => conversation.ask(command, signal),
    reset: () => conversation.reset(signal),
    mifareThere,
  });
  const active = await mifare.activate();
  if (!active.ok) return active;
  const proved = await mifare.authenticate(sector, key);
  if (!proved.ok) return proved;
  const read = await mifare.readBlock(sector, block);
  if (!read.ok) return read;
  const number = decodeNumber(layout, read.data);
  return number === undefined ? failed('cardInvalid') : { ok: true, card: { kind: 'hospital', number } };
}
