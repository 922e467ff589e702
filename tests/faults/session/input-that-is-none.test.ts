import { expect, test } from 'vitest';
import type { Network } from '../../../terminal/hospital/network.ts';
import { openKiosk } from '../../kiosk.ts';
import { personAt, standAt, untilShown, visit } from '../machine/hands.ts';

/** Everything that is sent to the hospital about a patient. */
function listening() {
  const sent: string[] = [];
  const net =
    (network: Network): Network =>
    (request) => {
      if (/\/(patients|records|locks)/.test(request.url)) sent.push(request.url);
      return network(request);
    };
  return { sent, net };
}

const qr = (data: string | Uint8Array) => ({ aim: ']Q1', data });

test.each([
  ['an over-long code', 'A'.repeat(900)],
  ['a code longer than any', 'A'.repeat(3000)],
  ['the address of a page', 'https://example.invalid/pay?id=1'],
  ['an address of another kind', 'weixin://wxpay/bizpayurl?pr=abc'],
  ['control characters', 'EHC1-9901000000000001\u0000\u001b[2J'],
  ['lines', 'EHC1-9901000000000001\r\nX-Header: 1'],
  ['bytes that are no text', Uint8Array.of(0xff, 0xfe, 0x00, 0x80)],
  ['nothing', ''],
])('%s in a QR is told to be of no use; the hospital never hears of it, and the next card is read', async (_, data) => {
  const { sent, net } = listening();
  const kiosk = await openKiosk({ net });
  const stand = standAt(kiosk);
  kiosk.begin('payment');
  await untilShown(stand, 'presentCredential');
  stand.shelf.barcodeScanner.show(qr(data));
  await stand.clock.advance(4000);
  stand.shelf.barcodeScanner.hide();
  // An empty code does not get as far as a reading.
  if (data !== '') expect(stand.shown?.screen).toMatchObject({ name: 'presentCredential', again: 'barcodeInvalid' });
  expect(sent).toEqual([]);
  expect(JSON.stringify(kiosk.log)).not.toContain('9901000000000001');
  stand.shelf.idCardReader.put(personAt(0).card);
  await untilShown(stand, 'chooseSome');
});

test.each([
  ['an over-long number', '1'.repeat(33)],
  ['no digits', ''],
  ['control characters', '3201\u0000'],
  ['a sign', '-1'],
  ['blanks', '320 100'],
])('%s typed is no tap', async (_, text) => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  kiosk.begin('report');
  kiosk.tap({ kind: 'choose', id: 'typedId' });
  expect(stand.shown?.screen).toEqual({ name: 'enterNumber', what: 'idNumber' });
  kiosk.tap({ kind: 'enter', text });
  expect(kiosk.log).toContainEqual({ event: 'tap.dropped', why: 'malformed' });
  expect(stand.shown?.screen).toEqual({ name: 'enterNumber', what: 'idNumber' });
});

test.each([
  ['a number with a wrong check digit', 'report', 'typedId', 'idNumber', '320100198503129910', 'wrongDigits'],
  ['a number that is too short', 'report', 'typedId', 'idNumber', '3201', 'wrongDigits'],
  ['a booking code with letters', 'collection', 'booking', 'bookingCode', 'ABCDEF', 'notANumber'],
  ['a booking code of 20 digits', 'collection', 'booking', 'bookingCode', '1'.repeat(20), 'notANumber'],
] as const)('%s is asked for again, and not sent', async (_, errand, way, what, text, again) => {
  const { sent, net } = listening();
  const kiosk = await openKiosk({ net });
  const stand = standAt(kiosk);
  kiosk.begin(errand);
  kiosk.tap({ kind: 'choose', id: way });
  kiosk.tap({ kind: 'enter', text });
  expect(stand.shown?.screen).toEqual({ name: 'enterNumber', what, again });
  expect(sent).toEqual([]);
});

test('a phone number that is none is asked for again before any record is made', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await visit(stand, { errand: 'card', person: personAt(5) }, ['enterNumber']);
  kiosk.tap({ kind: 'enter', text: '23900000000' });
  expect(stand.shown?.screen).toEqual({ name: 'enterNumber', what: 'phone', again: 'wrongDigits' });
});

test('a code of no use, held up while a card is being read, does not end the reading', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  kiosk.begin('payment');
  await untilShown(stand, 'presentCredential');
  stand.shelf.idCardReader.put(personAt(0).card);
  await untilShown(stand, 'readingCard');
  stand.shelf.barcodeScanner.show(qr('https://example.invalid/'));
  expect(await untilShown(stand, 'chooseSome')).toMatchObject({ patient: '张*远' });
});
