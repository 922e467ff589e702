import { expect, test } from 'vitest';
import { LinkError } from '../../device-drivers/links/link.ts';
import { type HidFarEnd, noFeatures } from '../../device-drivers/links/memory-hid.ts';
import { createHidPlugBoard } from './hid-plug-board.ts';

const device = () => {
  const ends: HidFarEnd[] = [];
  const descriptor = Uint8Array.of(0x05, 0x8c);
  return { ends, descriptor, features: noFeatures, attach: (end: HidFarEnd) => void ends.push(end) };
};

test('an address leads to the device plugged in under its name', async () => {
  const board = createHidPlugBoard();
  const scanner = device();
  board.plug('scanner', scanner);
  const link = await board.openHid('memory:scanner');
  expect(link.descriptor).toEqual(scanner.descriptor);
  const heard = new Promise<Uint8Array>((resolve) => link.onInput(resolve));
  scanner.ends[0]?.sendInput(Uint8Array.of(2, 7));
  expect(await heard).toEqual(Uint8Array.of(2, 7));
});

test('what is not plugged in, or no memory address, is a LinkError', async () => {
  const board = createHidPlugBoard();
  await expect(board.openHid('memory:scanner')).rejects.toThrow('Nothing is plugged in as memory:scanner.');
  await expect(board.openHid('hid:0c2e:0b81')).rejects.toThrow(LinkError);
});

test('pulling the plug closes the links and opening fails until it is in again', async () => {
  const board = createHidPlugBoard();
  board.plug('scanner', device());
  const link = await board.openHid('memory:scanner');
  const closed = new Promise<string>((resolve) => link.onClose(resolve));
  board.unplug('scanner');
  expect(await closed).toBe('the other end closed the line');
  await expect(board.openHid('memory:scanner')).rejects.toThrow(LinkError);
  board.plug('scanner', device());
  await board.openHid('memory:scanner');
});
