/**
 * Whatever stands in a code that somebody holds before the scanner: from the scanner's bytes through its driver to the visit,
 * and on to the hospital, the log and the paper.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Network, NetworkRequest } from '../../terminal/hospital/network.ts';
import { openKiosk } from '../kiosk.ts';

const control = fc.constantFrom(
  '\u0000',
  '\u0007',
  '\u001b[2J',
  '\u001d',
  '\r\n',
  '\u0010\u0004\u0001',
  '\u007f',
  '\u0085',
);
const known = fc.constantFrom(
  'EHC1-',
  'SSC1-',
  '28',
  '62',
  'BK-',
  'https://',
  'weixin://wxpay/',
  'javascript:',
  '../',
  "'; --",
);
const text = fc.string({ unit: 'binary', maxLength: 400 });

const codes = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 1_500 }),
  fc.tuple(known, text).map((parts) => parts.join('')),
  fc.tuple(text, control, text).map((parts) => parts.join('')),
  fc
    .tuple(known, fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 40 }))
    .map((it) => it.join('')),
  fc.integer({ min: 1_000, max: 4_000 }).map((length) => 'A'.repeat(length)),
);

test('any code is answered, harms nothing, and is in no address, no log and on no paper as it was', async () => {
  const reached = new Set<string>();
  await fc.assert(
    fc.asyncProperty(codes, async (code) => {
      const requests: NetworkRequest[] = [];
      const net =
        (network: Network): Network =>
        (request) => {
          requests.push(request);
          return network(request);
        };
      const kiosk = await openKiosk({ net });
      kiosk.begin('payment');
      await kiosk.until('presentCredential');
      requests.length = 0;
      const { barcodeScanner } = kiosk.world.shelf;
      barcodeScanner.show({ aim: ']Q1', data: code });
      await kiosk.world.clock.advance(5_000);
      barcodeScanner.hide();

      const { screen } = kiosk.shown();
      reached.add(screen.name === 'presentCredential' ? `again ${screen.again}` : screen.name);
      expect(['presentCredential', 'trouble']).toContain(screen.name);
      const read = typeof code === 'string' ? code : new TextDecoder().decode(code);
      for (const { url } of requests) expect(url).toMatch(/^[!-~]+$/);
      const told = [JSON.stringify(kiosk.log), JSON.stringify(kiosk.shown()), ...kiosk.slips()].join('\n');
      if (read.length >= 6) expect(told).not.toContain(read);

      // The machine stands as before: a card does what it always does.
      if (screen.name === 'trouble') return;
      kiosk.present(0);
      await kiosk.until('chooseSome');
    }),
    { numRuns: 60, seed: 9 },
  );
  expect([...reached].sort()).toEqual(expect.arrayContaining(['again barcodeInvalid', 'trouble']));
}, 60_000);
