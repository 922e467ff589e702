import { expect, test } from 'vitest';
import { fromHex } from '../../device-drivers/framing/hex.ts';
import { createRealTimeEar } from './real-time-ear.ts';

const heard = (hex: string) => {
  const ear = createRealTimeEar();
  return [...fromHex(hex)].map(ear).filter((command) => command !== undefined);
};

// "Epson TM-T88III specification", DLE EOT and DLE ENQ; DLE DC4 8: Epson ESC/POS command reference.
test('hears real-time commands and nothing else', () => {
  expect(heard('1B 40 10 04 01 41 10 04 04')).toEqual([
    { kind: 'realTimeStatus', of: 1 },
    { kind: 'realTimeStatus', of: 4 },
  ]);
  expect(heard('10 05 01 10 05 02')).toEqual([
    { kind: 'recover', clearing: false },
    { kind: 'recover', clearing: true },
  ]);
  expect(heard('10 14 08 01 03 14 01 06 02 08')).toEqual([{ kind: 'clearBuffers' }]);
  expect(heard('10 04 05 10 05 00 10 14 08 01 03 14 01 06 02 07 04 01')).toEqual([]);
});

test('inside the data of another command, too', () => {
  // A picture whose rows happen to be DLE EOT 1: the manual warns of it.
  expect(heard('1D 76 30 00 01 00 03 00 10 04 01')).toEqual([{ kind: 'realTimeStatus', of: 1 }]);
});
