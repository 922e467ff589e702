import { expect, test } from 'vitest';
import { createNewlandScanner } from '../../../device-drivers/newland-scanner/driver.ts';
import { createPlugBoard } from '../../devices/plug-board.ts';
import { createVirtualNewlandScanner } from '../../devices/virtual-newland-scanner.ts';
import { createVirtualClock } from '../../world/virtual-clock.ts';
import { createEars } from '../ears.ts';
import { createTrace } from '../trace.ts';
import { spoken } from '../trace-trial.ts';
import { newlandScannerLanguage } from './newland-scanner.ts';

test('a serial scanner is asked for itself, triggered, and sends a code', async () => {
  const clock = createVirtualClock(0);
  const trace = createTrace({ now: clock.now });
  const board = createEars(trace).lines(createPlugBoard());
  const device = createVirtualNewlandScanner({ clock, chance: () => 0.5 });
  board.plug('barcode-scanner', device);
  const { openLink } = board;
  const scanner = createNewlandScanner({ openLink, address: 'memory:barcode-scanner', clock, log: () => {} });
  await clock.advance(1_000);
  let done = false;
  void scanner.read(new AbortController().signal).then(() => {
    done = true;
  });
  device.show({ aim: ']Q1', data: '挂号 K1-1' });
  expect(await clock.runUntil(() => done, 30_000)).toBe(true);
  await clock.advance(100);
  expect(trace.frames().map(spoken)).toEqual([
    '> [line opened]',
    '> setup, temporary: C11 ENA*',
    '< setup, temporary: C11 ENA0 done',
    '> start looking',
    '< code ]Q1 “挂号 K1-1”; CR',
    '< LF',
    '> stop looking',
  ]);
});

const heard = (text: string) =>
  newlandScannerLanguage()
    .fromDevice.hear(new TextEncoder().encode(text), 0)
    .map(({ words }) => words);

test('text is a code up to its end of line; a control byte in it is told', () => {
  expect(heard('A1\rB2')).toEqual(['code “A1”; CR']);
  expect(heard('A\x001\r\n')).toEqual(['code “A”; stray byte 00', 'code “1”; CR', 'LF']);
});

test('half a code is a code when nothing more comes', () => {
  const { fromDevice } = newlandScannerLanguage();
  expect(fromDevice.hear(new TextEncoder().encode('A1'), 0)).toEqual([]);
  expect(fromDevice.settle(900)).toEqual([]);
  expect(fromDevice.settle(1_100)).toMatchObject([{ kind: 'frame', words: 'code “A1”', at: 0 }]);
});
