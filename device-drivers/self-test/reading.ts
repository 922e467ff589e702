import type { BarcodeScanner } from '../contract/barcode-scanner.ts';
import type { ChipCardReader } from '../contract/chip-card-reader.ts';
import type { IdCardReader } from '../contract/id-card-reader.ts';
import type { MagneticCardReader, Tracks } from '../contract/magnetic-card-reader.ts';
import type { Procedure } from './procedure.ts';

/** Of what identifies a person only the end is shown: enough to tell one card from another. */
const endOf = (number: string): string => `…${number.slice(-2)}, ${number.length} characters`;

export async function testIdCardReader(reader: IdCardReader, { step, hands }: Procedure): Promise<void> {
  const laying = hands('lay a resident ID card on the reader');
  if (!laying) return;
  await step(
    'read a card',
    () => reader.read(laying),
    ({ card }) => `number ${endOf(card.number)}, valid to ${card.validTo}`,
  );
  const taking = hands('take the card off');
  if (taking) await step('noticed that it was taken', () => reader.waitUntilTaken(taking));
}

export async function testChipCardReader(reader: ChipCardReader, { step, hands }: Procedure): Promise<void> {
  const putting = hands('put a social-security card or a card of the hospital into the reader');
  if (!putting) return;
  await step(
    'read a card',
    () => reader.read(putting),
    ({ card }) =>
      card.kind === 'hospital'
        ? `the hospital's own, number ${endOf(card.number)}`
        : `social security, number ${endOf(card.cardNumber)}, valid to ${card.validTo}`,
  );
  const taking = hands('take the card out');
  if (taking) await step('noticed that it was taken', () => reader.waitUntilTaken(taking));
}

export async function testMagneticCardReader(reader: MagneticCardReader, { step, hands }: Procedure): Promise<void> {
  const swiping = hands('swipe a card');
  if (swiping) await step('read a swipe', () => reader.read(swiping), tracksInWords);
}

function tracksInWords({ tracks }: { readonly tracks: Tracks }): string {
  const told = (['track1', 'track2', 'track3'] as const).flatMap((name) => {
    const track = tracks[name];
    if (!track) return [];
    return [`${name} ${track.status === 'ok' ? `${track.data.length} characters` : track.status}`];
  });
  return told.join(', ');
}

export async function testBarcodeScanner(scanner: BarcodeScanner, { step, hands }: Procedure): Promise<void> {
  const showing = hands('show a code to the scanner');
  if (!showing) return;
  await step(
    'read a code',
    () => scanner.read(showing),
    ({ code }) => `${code.symbology}${code.aim === '' ? '' : ` (${code.aim})`}, ${endOf(code.data)}`,
  );
}
