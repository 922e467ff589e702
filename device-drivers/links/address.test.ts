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
  ['tcp:192.168.1.30:9100', { scheme: 'tcp', host: '192.168.1.30', port: 9100 }],
  ['tcp:[fe80::1]:9100', { scheme: 'tcp', host: '[fe80::1]', port: 9100 }],
  ['hid:0C2E:0b81', { scheme: 'hid', vendor: '0c2e', product: '0b81' }],
  ['hid:0801:0002?serial=A7', { scheme: 'hid', vendor: '0801', product: '0002', serial: 'A7' }],
  ['pcsc:ACS ACR122U', { scheme: 'pcsc', reader: 'ACS ACR122U' }],
  ['ipp://printer/ipp/print', { scheme: 'ipp', host: 'printer', port: 631, path: '/ipp/print' }],
  ['ipp://localhost:8631/printers/report', { scheme: 'ipp', host: 'localhost', port: 8631, path: '/printers/report' }],
])('reads %s', (text, address) => {
  expect(parseAddress(text)).toEqual(address);
});

test.each([
  ['', 'no scheme known here', 'serial:, tcp:'],
  ['/dev/ttyS1', 'no scheme known here', 'serial:, tcp:'],
  ['usb:1234', 'no scheme known here', 'serial:'],
  ['serial:', 'names no port', 'serial:/dev/ttyS1'],
  ['serial:/dev/ttyS1', 'names no speed', 'serial:/dev/ttyS1?baud=115200'],
  ['serial:/dev/ttyS1?baud=fast', 'the speed "fast"', 'baud=9600'],
  ['serial:/dev/ttyS1?baud=0', 'the speed "0"', 'baud=9600'],
  ['serial:/dev/ttyS1?baud=9600&parity=even', 'the parameter "parity"', 'baud and flow only'],
  ['serial:/dev/ttyS1?baud=9600&flow=yes', 'the flow control "yes"', 'none, xonxoff, rtscts'],
  ['tcp:printer', 'names no host and port', 'tcp:192.168.1.30:9100'],
  ['tcp:printer:0', 'names no host and port', 'tcp:HOST:PORT'],
  ['tcp:printer:70000', 'names no host and port', 'tcp:HOST:PORT'],
  ['tcp:printer:9100?x=1', 'names no host and port', 'tcp:HOST:PORT'],
  ['hid:0c2e', 'names no USB vendor and product', 'hid:0c2e:0b81'],
  ['hid:0c2e:0b81?path=1', 'the parameter "path"', 'serial only'],
  ['pcsc: ', 'names no reader', 'pcsc:ACS ACR122U'],
  ['ipp:printer', 'names no printer', 'ipp://localhost:631/ipp/print'],
  ['ipp://printer', 'names no printer', 'ipp://HOST[:PORT]/PATH'],
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
    fc.tuple(fc.constantFrom('serial', 'tcp', 'hid', 'pcsc', 'ipp', 'memory'), fc.string()).map((it) => it.join(':')),
  );
  fc.assert(
    fc.property(text, (it) => {
      try {
        expect(['serial', 'memory', 'tcp', 'hid', 'pcsc', 'ipp']).toContain(parseAddress(it).scheme);
      } catch (error) {
        expect(error).toBeInstanceOf(LinkError);
      }
    }),
  );
});
