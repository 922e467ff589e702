/** Replays in the page itself: loaded when somebody asks for one, since it brings every virtual device along. */
import * as v from 'valibot';
import type { DeviceKind } from '../../../../device-drivers/contract/device-event.ts';
import { people } from '../../../../seeds/people.ts';
import type { VirtualShelf } from '../../../devices/virtual-shelf.ts';
import { DeviceCommand } from '../../../rehearsal/command.ts';
import { createDeviceHands } from '../../../rehearsal/device-hands.ts';
import type { TimelineEvent } from '../../../rehearsal/timeline.ts';
import { createWallet } from '../../../rehearsal/wallet.ts';
import { compareTraces } from '../../../trace/compare.ts';
import type { TracedFrame } from '../../../trace/frame.ts';
import { replay } from '../../../trace/replay.ts';
import type { VirtualClock } from '../../../world/virtual-clock.ts';

/**
 * Says to a fresh virtual device what a host said to one, with the hands that were on it as far as `events` tell of them.
 * Resolves to the first difference in what it answered, in words; undefined when it answered the same.
 */
export async function replayed(
  frames: readonly TracedFrame[],
  device: DeviceKind,
  events: readonly TimelineEvent[],
): Promise<string | undefined> {
  const again = await replay({ frames, device, hands: (shelf, clock) => lendHands(events, shelf, clock) });
  return compareTraces(frames, again.frames, { device });
}

function lendHands(events: readonly TimelineEvent[], shelf: VirtualShelf, clock: VirtualClock): void {
  const hand = createDeviceHands({ shelf, people, wallet: createWallet(people, shelf.newCards), now: clock.now });
  for (const event of events) {
    if (event.kind !== 'hand' || !v.is(DeviceCommand, event.command)) continue;
    const { command } = event;
    if (event.at <= clock.now()) hand(command);
    else clock.at(event.at, () => void hand(command));
  }
}
