import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAddress } from './address.ts';
import { LinkError } from './link.ts';

test('reads serial and memory addresses', () => {
  expect(parseAddress('serial:/dev/ttyS1?baud=115200')).toEqual({
    scheme: 'serial',
    path: '/dev/ttyS1',
    baud: 115200,
    flow: 'none',
  });
  expect(parseAddress('serial:COM3?baud=9600&flow=xonxoff')).toEqual({
    scheme: 'serial',
    path: 'COM3',
    baud: 9600,
    flow: 'xonxoff',
  });
  expect(parseAddress('memory:id-card-reader')).toEqual({ scheme: 'memory', name: 'id-card-reader' });
});

test.each([
  ['', 'no scheme known here', 'serial:/dev/ttyS1?baud=115200'],
  ['/dev/ttyS1', 'no scheme known here', 'serial:/dev/ttyS1?baud=115200'],
  ['usb:1234', 'no scheme known here', 'serial:'],
  ['serial:', 'names no port', 'serial:/dev/ttyS1'],
  ['serial:/dev/ttyS1', 'names no speed', 'serial:/dev/ttyS1?baud=115200'],
  ['serial:/dev/ttyS1?baud=fast', 'the speed "fast"', 'baud=9600'],
  ['serial:/dev/ttyS1?baud=0', 'the speed "0"', 'baud=9600'],
  ['serial:/dev/ttyS1?baud=9600&parity=even', 'the parameter "parity"', 'baud and flow only'],
  ['serial:/dev/ttyS1?baud=9600&flow=yes', 'the flow control "yes"', 'none, xonxoff, rtscts'],
  ['memory:', 'names no device', 'memory:id-card-reader'],
  ['memory:ID card', 'names no device', 'memory:id-card-reader'],
  ['memory:printer?baud=9600', 'has parameters', 'memory:NAME'],
])('%s is refused with what is wrong and what was expected', (text, wrong, expected) => {
  expect(() => parseAddress(text)).toThrow(LinkError);
  expect(() => parseAddress(text)).toThrow(wrong);
  expect(() => parseAddress(text)).toThrow(expected);
});

test('any text is either an address or a LinkError', () => {
  const text = fc.oneof(
    fc.string(),
    fc.string().map((rest) => `serial:${rest}`),
  );
  fc.assert(
    fc.property(text, (it) => {
      try {
        expect(['serial', 'memory']).toContain(parseAddress(it).scheme);
      } catch (error) {
        expect(error).toBeInstanceOf(LinkError);
      }
    }),
  );
});
