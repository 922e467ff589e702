import { type Clock, sleep } from '../../device-drivers/contract/clock.ts';
import type { Hospital } from './client.ts';
import type { Capabilities } from './contract/capabilities.ts';

/** What is known of the hospital: its capabilities once it has told them, and whether it answers now. */
export interface Presence {
  readonly capabilities: Capabilities | undefined;
  readonly answers: boolean;
}

const whileItAnswers = 60_000;
const whileItIsSilent = 5_000;

/**
 * Asks the hospital for its capabilities, again and again, until `signal` aborts; tells every change of the picture, and
 * by `answered` that there was an answer at all.
 */
export async function watchHospital(
  hospital: Hospital,
  clock: Clock,
  signal: AbortSignal,
  tell: (presence: Presence) => void,
  answered: () => void = () => {},
): Promise<void> {
  let presence: Presence = { capabilities: undefined, answers: false };
  while (!signal.aborted) {
    const reply = await hospital.call('getCapabilities', {}, signal);
    if (signal.aborted) return;
    if (reply.ok) answered();
    const next = { capabilities: reply.ok ? reply.value : presence.capabilities, answers: reply.ok };
    if (next.answers !== presence.answers || JSON.stringify(next) !== JSON.stringify(presence)) tell(next);
    presence = next;
    await sleep(clock, reply.ok ? whileItAnswers : whileItIsSilent, signal);
  }
}
