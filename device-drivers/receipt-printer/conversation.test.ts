import { expect, test } from 'vitest';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import type { DeviceEvent } from '../contract/device-event.ts';
import { fromHex, toHex } from '../framing/hex.ts';
import { memoryLink } from '../links/memory.ts';
import { createConversation } from './conversation.ts';
import { type PrinterCondition, readyCondition } from './status.ts';

/** A printer that answers by the test's own table: what it is sent, how late and with what it answers. */
function bench(answer: (sent: string, count: number) => { after: number; hex: string } | undefined) {
  const clock = createVirtualClock(0);
  const [near, far] = memoryLink();
  const sent: string[] = [];
  const log: DeviceEvent[] = [];
  const conditions: PrinterCondition[] = [];
  const printed: string[] = [];
  far.onData((bytes) => {
    sent.push(toHex(bytes));
    const reply = answer(toHex(bytes), sent.length);
    if (reply) clock.after(reply.after, () => far.write(fromHex(reply.hex)));
  });
  const it = createConversation(near, clock, (event) => log.push(event), {
    condition: (condition) => conditions.push(condition),
    printed: (id) => printed.push(id),
  });
  return { clock, far, sent, log, conditions, printed, it };
}

// Status bytes of "Epson TM-T88III specification", DLE EOT: ready, with nothing on the drawer connector.
const ready: Readonly<Record<string, string>> = {
  '10 04 01': '16',
  '10 04 02': '12',
  '10 04 03': '12',
  '10 04 04': '12',
};

test('asks for the four parts of the condition, one after another', async () => {
  const { clock, sent, conditions, it } = bench((asked) => ({ after: 5, hex: ready[asked] ?? '' }));
  const asked = it.askCondition();
  await clock.advance(100);
  expect(await asked).toEqual({ ok: true, condition: readyCondition });
  expect(sent).toEqual(Object.keys(ready));
  expect(conditions).toEqual([readyCondition]);
});

test('an answer that came late is not taken for an open cover: what contradicts itself is asked again', async () => {
  // The first answer takes longer than the driver waits. Were the printer simply asked again, both answers would come,
  // and the second one, 16, say "cover open" as an answer to DLE EOT 2.
  const { clock, sent, conditions, it } = bench((asked, count) => ({
    after: count === 1 ? 1_600 : 100,
    hex: ready[asked] ?? '',
  }));
  const asked = it.askCondition();
  await clock.advance(10_000);
  expect(await asked).toEqual({ ok: true, condition: readyCondition });
  expect(conditions).toEqual([readyCondition]);
  expect(sent.length).toBe(5);
});

test('contradictions without end are a protocolError and end the conversation', async () => {
  const { clock, it } = bench(() => ({ after: 1, hex: '16' }));
  const asked = it.askCondition();
  await clock.advance(2_000);
  expect(await asked).toEqual({ ok: false, fault: 'protocolError' });
  expect(await it.ended).toEqual({ fault: 'protocolError', cause: 'answers to DLE EOT contradict each other' });
  expect(it.over.aborted).toBe(true);
});

test('silence ends the conversation, silence to clearing does not', async () => {
  const { clock, sent, it, log } = bench(() => undefined);
  const cleared = it.clearBuffers();
  await clock.advance(2_000);
  expect(await cleared).toEqual({ ok: false, fault: 'timeOut' });
  expect(it.over.aborted).toBe(false);
  expect(sent).toEqual(['10 05 02 10 14 08 01 03 14 01 06 02 08']);
  const asked = it.askCondition();
  await clock.advance(10_000);
  expect(await asked).toEqual({ ok: false, fault: 'timeOut' });
  expect(await it.ended).toEqual({ fault: 'timeOut', cause: 'no answer to DLE EOT' });
  expect(log.map(({ event }) => event)).toEqual(['device.retry', 'device.retry']);
});

test('what the printer says by itself is passed on, whatever is being asked; nonsense is noise', async () => {
  const { clock, far, conditions, printed, log, it } = bench((asked) => ({ after: 50, hex: ready[asked] ?? '' }));
  const asked = it.askCondition();
  await clock.advance(10);
  far.write(fromHex('13 1C 00 11 0F 00 37 22 30 30 30 31 00 FF 03'));
  await clock.advance(1_000);
  expect(await asked).toMatchObject({ ok: true });
  expect(conditions).toEqual([{ ...readyCondition, online: false, paper: 'out' }, readyCondition]);
  expect(printed).toEqual(['0001']);
  expect(log).toEqual([
    { event: 'device.noise', device: 'receiptPrinter', bytes: 1 },
    { event: 'device.noise', device: 'receiptPrinter', bytes: 1 },
  ]);
});

test('the end of the link ends the conversation with its words', async () => {
  const { clock, far, it } = bench(() => undefined);
  const asked = it.askCondition();
  far.close();
  await clock.advance(0);
  expect(await asked).toEqual({ ok: false, fault: 'offline' });
  expect(await it.ended).toEqual({ fault: 'offline', cause: 'the other end closed the line' });
});
