import { expect, test } from 'vitest';
import { createVirtualClock } from '../world/virtual-clock.ts';
import { createPcscPlugBoard } from './pcsc-plug-board.ts';
import { createVirtualPcscReader } from './virtual-pcsc-reader.ts';

test('a reader is found under its name while it is plugged in', async () => {
  const board = createPcscPlugBoard();
  const device = createVirtualPcscReader({ clock: createVirtualClock(0) });
  await expect(board.openPcsc('memory:chip')).rejects.toThrow('Nothing is plugged in as memory:chip.');
  await expect(board.openPcsc('pcsc:ACS')).rejects.toThrow('expected memory:NAME');
  board.plug('chip', device);
  const link = await board.openPcsc('memory:chip');
  expect(device.state().connected).toBe(true);
  const closed = new Promise((resolve) => link.onClose(resolve));
  board.unplug('chip');
  expect(await closed).toBe('the reader was unplugged');
  expect(device.state().connected).toBe(false);
  await expect(board.openPcsc('memory:chip')).rejects.toThrow('Nothing is plugged in');
});
