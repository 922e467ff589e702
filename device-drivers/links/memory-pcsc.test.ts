import { expect, test } from 'vitest';
import { fromHex, toHex } from '../framing/hex.ts';
import { memoryPcsc } from './memory-pcsc.ts';

/** Everything queued so far has run. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

test('cards are told to whoever listens, first of all the one that is there, never in the same call', async () => {
  const [link, slot] = memoryPcsc();
  slot.insert(fromHex('3B 01'));
  const told: (string | undefined)[] = [];
  link.onCard((atr) => told.push(atr && toHex(atr)));
  expect(told).toEqual([]);
  await settled();
  slot.remove();
  slot.insert(fromHex('3B 02'));
  await settled();
  expect(told).toEqual(['3B 01', undefined, '3B 02']);
});

test('commands go to the card one at a time and are answered', async () => {
  const [link, slot] = memoryPcsc();
  const waiting: (() => void)[] = [];
  const heard: string[] = [];
  slot.serve({
    transmit(command) {
      heard.push(toHex(command));
      return new Promise((resolve) => waiting.push(() => resolve({ ok: true, bytes: fromHex('90 00') })));
    },
    reset: async () => ({ ok: true, bytes: fromHex('3B 00') }),
  });
  const answers = [link.transmit(fromHex('01')), link.transmit(fromHex('02')), link.reset()];
  await settled();
  expect(heard).toEqual(['01']);
  waiting.shift()?.();
  await settled();
  expect(heard).toEqual(['01', '02']);
  waiting.shift()?.();
  expect((await Promise.all(answers)).map((it) => (it.ok ? toHex(it.bytes) : it.fault))).toEqual([
    '90 00',
    '90 00',
    '3B 00',
  ]);
});

test('a reader nobody answers for', async () => {
  const [link] = memoryPcsc();
  expect(await link.transmit(fromHex('00'))).toMatchObject({ ok: false, fault: 'cardUnreadable' });
});

test.each(['link', 'slot'] as const)('closing the %s ends both, once, and what waits for an answer', async (end) => {
  const [link, slot] = memoryPcsc();
  slot.serve({ transmit: () => new Promise(() => {}), reset: () => new Promise(() => {}) });
  const reasons: string[] = [];
  link.onClose((reason) => reasons.push(`link: ${reason}`));
  slot.onClose((reason) => reasons.push(`slot: ${reason}`));
  const waiting = [link.transmit(fromHex('00')), link.reset()];
  await settled();
  if (end === 'link') link.close();
  else slot.close();
  slot.close();
  link.close();
  for (const answer of await Promise.all(waiting)) expect(answer).toMatchObject({ ok: false, fault: 'offline' });
  expect(await link.transmit(fromHex('00'))).toMatchObject({ ok: false, fault: 'offline' });
  await settled();
  expect(reasons).toEqual(
    end === 'link'
      ? ['link: closed', 'slot: the other end closed the link']
      : ['link: the reader was unplugged', 'slot: closed'],
  );
  const late: string[] = [];
  link.onClose((reason) => late.push(reason));
  slot.insert(fromHex('3B 00'));
  link.onCard(() => late.push('card'));
  await settled();
  expect(late.length).toBe(1);
});
