import { createDispensing, type DispenserOptions } from '../card-dispenser/dispensing.ts';
import type { CardDispenser } from '../contract/card-dispenser.ts';
import { createConversation } from './conversation.ts';
import { createQuMachine } from './qu-machine.ts';

/**
 * Driver of QUIO's QU-CD-720M and 820M ("QU-CD-720M/820M Manual", Ver. 3.19), with switch DIP1 on, so that a card stops
 * at the reader. It draws no card in, counts none, and cannot be stopped once it moves: an abort then waits for the end.
 *
 * **Movements.** The machine acknowledges a command, executes it after ENQ and tells nothing of how it goes; the driver
 * reads its flags every 200 ms until the card is where it should be. A movement that has not begun after 1.5 s is asked
 * for again, if the card still is where it was.
 *
 * **Power.** Switched on, the machine retains by itself what it finds on its way, so that no card survives that.
 */
export function createQuCd720(options: DispenserOptions): CardDispenser {
  const { clock } = options;
  return createDispensing({
    ...options,
    connect: (link, log) => createQuMachine(createConversation(link, clock, log), clock),
  }).dispenser;
}
