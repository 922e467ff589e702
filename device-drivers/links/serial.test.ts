import { expect, test } from 'vitest';
import { LinkError } from './link.ts';
import { adviceFor, openSerial } from './serial.ts';

test('a port that does not exist is a LinkError with its name and advice', async () => {
  const opening = openSerial({ scheme: 'serial', path: '/dev/no-such-port', baud: 9600, flow: 'none' });
  await expect(opening).rejects.toThrow(LinkError);
  await expect(opening).rejects.toThrow(/\/dev\/no-such-port.*check the cable/);
});

// The words are those of serialport 13 on Linux and on Windows.
test.each([
  ['Error: No such file or directory, cannot open /dev/ttyS9', 'no such port'],
  ['Opening COM9: File not found', 'no such port'],
  ['Error: Permission denied, cannot open /dev/ttyS1', 'dialout'],
  ['Error Resource temporarily unavailable Cannot lock port', 'Another program'],
  ['Opening COM3: Access denied', 'Another program'],
])('%s', (words, advice) => {
  expect(adviceFor('PORT', words)).toContain(advice);
  expect(adviceFor('PORT', words)).toContain(words);
});
