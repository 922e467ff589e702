import { expect, test } from 'vitest';
import { memoryLink } from '../../../device-drivers/links/memory.ts';
import { createRecording } from './recording.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('a conversation is cut where a question follows an answer', async () => {
  const [near, far] = memoryLink();
  const recording = createRecording();
  const link = recording.tap(near);
  const heard: number[] = [];
  link.onData((chunk) => heard.push(...chunk));
  far.onData(() => {});
  link.write(Uint8Array.of(1));
  link.write(Uint8Array.of(2));
  far.write(Uint8Array.of(7, 8));
  far.write(Uint8Array.of(9));
  await turn();
  link.write(Uint8Array.of(3));
  await turn();
  expect(recording.steps()).toEqual([
    { sent: Uint8Array.of(1, 2), heard: 3 },
    { sent: Uint8Array.of(3), heard: 0 },
  ]);
  expect(recording.steps()).toEqual([]);
  expect(heard).toEqual([7, 8, 9]);
});
