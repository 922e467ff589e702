import { type Clock, sleep } from '../contract/clock.ts';
import type { Fault } from '../contract/fault.ts';
import type { Conversation } from './conversation.ts';
import { moduleFault } from './reading.ts';

/** Milliseconds without a word from the module after which it is asked whether it is still there. */
const longSilence = 30_000;

/** Whether the module is well, or is well after one reset; ends the conversation when it is not. */
export async function passesSelfTest(sam: Conversation): Promise<boolean> {
  for (const command of ['status', 'reset', 'status'] as const) {
    const asked = await sam.ask(command);
    if (!asked.ok) return false;
    if (command === 'status' && asked.answer.word === 'done') return true;
  }
  sam.end({ fault: 'hardwareError', cause: 'the SAM module fails its self-test after a reset' });
  return false;
}

/** Asks after each long silence, until the conversation is over: a cable pulled out of a serial port makes no sound. */
export async function askWhenSilent(sam: Conversation, clock: Clock): Promise<void> {
  while (!sam.over.aborted) {
    const quietFor = clock.now() - sam.heardAt();
    if (quietFor < longSilence) {
      await sleep(clock, longSilence - quietFor, sam.over);
      continue;
    }
    const asked = await sam.ask('status');
    if (asked.ok) endIfBroken(sam, moduleFault(asked.answer));
  }
}

/** A module that reports its own defect is of no use until it is reset, which the next connecting does. */
export function endIfBroken(sam: Conversation, fault: Fault | undefined): void {
  if (fault === 'hardwareError') sam.end({ fault, cause: 'the SAM module reports that it does not work' });
}
