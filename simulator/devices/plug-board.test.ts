import { expect, test } from 'vitest';
import { type Link, LinkError } from '../../device-drivers/links/link.ts';
import { createPlugBoard } from './plug-board.ts';

const device = () => {
  const ends: Link[] = [];
  return { ends, attach: (link: Link) => void ends.push(link) };
};

test('an address leads to the device plugged in under its name', async () => {
  const board = createPlugBoard();
  const printer = device();
  board.plug('printer', printer);
  const link = await board.openLink('memory:printer');
  const heard = new Promise<Uint8Array>((resolve) => printer.ends[0]?.onData(resolve));
  link.write(Uint8Array.of(7));
  expect(await heard).toEqual(Uint8Array.of(7));
});

test('what is not plugged in, or no memory address, is a LinkError', async () => {
  const board = createPlugBoard();
  await expect(board.openLink('memory:printer')).rejects.toThrow('Nothing is plugged in as memory:printer.');
  await expect(board.openLink('memory:printer')).rejects.toThrow(LinkError);
  await expect(board.openLink('serial:/dev/ttyS1?baud=9600')).rejects.toThrow(LinkError);
});

test('pulling the plug closes the links and opening fails until it is in again', async () => {
  const board = createPlugBoard();
  board.plug('printer', device());
  const link = await board.openLink('memory:printer');
  const closed = new Promise<string>((resolve) => link.onClose(resolve));
  board.unplug('printer');
  expect(await closed).toBe('the other end closed the line');
  await expect(board.openLink('memory:printer')).rejects.toThrow(LinkError);
  board.plug('printer', device());
  await board.openLink('memory:printer');
});
