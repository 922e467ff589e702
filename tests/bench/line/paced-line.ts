import { fork } from 'node:child_process';
import { resolve } from 'node:path';
import { openPseudoTerminal } from '../../pseudo-terminal.ts';
import type { Hand, PacedDevice } from './paced-device.ts';

/** A virtual device in another process, at the end of a line that is as slow as its speed says. */
export interface PacedLine {
  /** The port to open. */
  readonly path: string;
  readonly baud: number;
  readonly hand: (hand: Hand) => Promise<void>;
  readonly unplug: () => Promise<void>;
}

export async function plugPacedLine(device: PacedDevice, baud: number): Promise<PacedLine> {
  const cable = await openPseudoTerminal();
  const child = fork(resolve(import.meta.dirname, 'paced-device.ts'), [device, cable.far, String(baud)]);
  let waiting = Promise.withResolvers<void>();
  child.on('message', () => waiting.resolve());
  child.on('exit', (code) => waiting.reject(new Error(`the virtual ${device} ended with ${code}`)));
  await waiting.promise;
  return {
    path: cable.near,
    baud,
    async hand(hand) {
      waiting = Promise.withResolvers();
      child.send(hand);
      await waiting.promise;
    },
    async unplug() {
      child.removeAllListeners('exit');
      child.disconnect();
      await cable.close();
    },
  };
}
