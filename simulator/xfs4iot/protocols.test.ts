import { expect, test } from 'vitest';
import { fromHex } from '../../device-drivers/framing/hex.ts';
import { storageAtr } from '../../device-drivers/pcsc-mifare/codec.ts';
import { protocolsIn } from './protocols.ts';

test.each([
  ['names none', '3B 66 00 00 53 53 53 45 56 31', ['chipT0']],
  ['TD1 names T=1', '3B 80 01 81', ['chipT1']],
  ['TA1 before TD1', '3B 90 11 01 80', ['chipT1']],
  ['TD1 names T=0, TD2 T=1', '3B 80 80 01 01', ['chipT0', 'chipT1']],
  ['mute', '', ['chipT0']],
])('%s', (_, atr, protocols) => expect(protocolsIn(fromHex(atr))).toEqual(protocols));

test('a reader speaks T=1 for a card without contacts', () =>
  expect(protocolsIn(storageAtr('1K'))).toContain('chipT1'));
