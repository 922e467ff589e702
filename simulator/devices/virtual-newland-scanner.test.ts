import { expect, test } from 'vitest';
import { memoryLink } from '../../device-drivers/links/memory.ts';
import { createVirtualClock } from '../world/virtual-clock.ts';
import { createVirtualNewlandScanner } from './virtual-newland-scanner.ts';

function bench(plan: Partial<Parameters<typeof createVirtualNewlandScanner>[0]> = {}) {
  const clock = createVirtualClock(0);
  const device = createVirtualNewlandScanner({ clock, chance: () => 0.5, ...plan });
  let [host, far] = memoryLink();
  let text = '';
  const attach = () => {
    [host, far] = memoryLink();
    host.onData((chunk) => {
      text += String.fromCharCode(...chunk);
    });
    device.attach(far);
  };
  attach();
  const say = async (bytes: string, time = 500) => {
    host.write(Uint8Array.from(bytes, (letter) => letter.charCodeAt(0)));
    await clock.advance(time);
    const heard = text;
    text = '';
    return heard;
  };
  return { clock, device, say, attach };
}

const start = '\x01T\x04';
const stop = '\x01P\x04';
const qr = { aim: ']Q1', data: 'A1' };

test('triggered it sends the code with identifier and suffix, once', async () => {
  const { device, say } = bench();
  device.show(qr);
  expect(await say('')).toBe('');
  expect(await say(start, 100)).toBe('');
  expect(await say('', 50)).toBe(']Q1A1\r\n');
  expect(await say('', 10_000)).toBe('');
  const other = bench({ suffix: '\r', sendsAim: false });
  other.device.show(qr);
  expect(await other.say(start)).toBe('A1\r');
});

test('it stops when told to and after three seconds, and may say that it found nothing', async () => {
  const { device, say } = bench({ noRead: '%%NoRead' });
  await say(start);
  expect(device.state().looking).toBe(true);
  await say(stop);
  device.show(qr);
  expect(await say('')).toBe('');
  device.hide();
  await say(start);
  expect(await say('', 3_000)).toBe('%%NoRead\r\n');
  expect(device.state().looking).toBe(false);
});

test('setup commands: the example of the manual, questions, refusals; settings survive a new link', async () => {
  const { device, say, attach } = bench();
  // Newland "NLS-HR42 User Manual", programming commands.
  expect(await say('~\x010000@C11ENA1,MIN12,MAX22;\x03')).toBe('\x02\x010000@C11ENA1\x06,MIN12\x06,MAX22\x06;\x03');
  attach();
  expect(await say('~\x010000#C11ENA*,MAX*;\x03')).toBe('\x02\x010000#C11ENA1\x06,MAX22\x06;\x03');
  expect(await say('~\x010000#C11MIN9999;XYZABC;\x03')).toBe('\x02\x010000#C11MIN9999\x15;XYZABC\x05;\x03');
  expect(await say('~\x010000#SCNTRG1;\x03')).toBe('\x02\x010000#SCNTRG1\x06;\x03');
  expect(device.state().looking).toBe(true);
});

test('its faults', async () => {
  const { device, say } = bench();
  device.show(qr);
  device.failNext('badDecode');
  expect(await say(start)).toBe(']Q1A\x00\r\n');
  device.failNext('doubleScan');
  expect(await say(start)).toBe(']Q1A1\r\n]Q1A1\r\n');
  device.failNext('silent');
  expect(await say(start)).toBe('');
  device.failNext('junk');
  expect(await say(start)).toBe('\x80'.repeat(6));
  expect(await say('')).toBe(']Q1A1\r\n');
  device.failNext('late');
  expect(await say(start)).toBe('');
  expect(await say('', 5_000)).toBe(']Q1A1\r\n');
  device.failNext('deaf');
  expect(await say('~\x010000#C11ENA*;\x03')).toBe('');
  device.failNext('unplugged');
  expect(await say(start)).toBe(']Q1');
  expect(device.state()).toMatchObject({ connected: false, faults: [], shown: qr });
});
