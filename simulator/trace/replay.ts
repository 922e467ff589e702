import type { DeviceKind } from '../../device-drivers/contract/device-event.ts';
import { createVirtualShelf, type VirtualShelf } from '../devices/virtual-shelf.ts';
import { createVirtualClock, type VirtualClock } from '../world/virtual-clock.ts';
import { lineClosed, lineOpened } from './ears/ear.ts';
import { createEars } from './ears.ts';
import type { TracedFrame } from './frame.ts';
import { type Host, hostOf } from './replay/host.ts';
import { createTrace } from './trace.ts';

export interface ReplayPlan {
  /** Of a whole machine or of the device alone, the oldest first. */
  readonly frames: readonly TracedFrame[];
  readonly device: DeviceKind;
  /**
   * The hands that were on the device: bytes do not tell of them. They may lay down, switch and pull things now, or later
   * by the clock, which shows the trace's first time.
   */
  readonly hands?: (shelf: VirtualShelf, clock: VirtualClock) => void;
}

export interface Replayed {
  /** Both sides of the conversation as it went this time. */
  readonly frames: readonly TracedFrame[];
  /** The device, with what it has printed or dispensed. */
  readonly shelf: VirtualShelf;
}

/** Milliseconds after the trace's last frame in which the same may still be said: a clock shows whole ones. */
const grace = 5;

/**
 * Says to a fresh virtual device what a host said to one in a trace, at the same times, and listens to what it answers.
 * Chance never strikes. A Print-Job's document is not in a trace: one empty page stands for it.
 */
export async function replay({ frames, device, hands }: ReplayPlan): Promise<Replayed> {
  const script = frames.filter((frame) => frame.device === device);
  const clock = createVirtualClock(script[0]?.at ?? 0);
  const trace = createTrace({ now: clock.now, limit: Number.MAX_SAFE_INTEGER });
  const shelf = createVirtualShelf(clock, () => 0.5, undefined, createEars(trace));
  const host = hostOf(device, shelf);
  hands?.(shelf, clock);

  for (const turn of turnsOf(script)) {
    await clock.advance(turn.at - clock.now());
    await takeTurn(host, turn, device, shelf);
  }
  await clock.advance(Math.max(0, (script.at(-1)?.at ?? 0) + grace - clock.now()));
  host.close();
  const until = clock.now();
  return { frames: trace.frames().filter((frame) => frame.device === device && frame.at <= until), shelf };
}

interface Turn {
  readonly at: number;
  readonly frames: readonly TracedFrame[];
}

/** What was said to a device in one go: it came in one chunk, or in several of the same millisecond. */
function turnsOf(script: readonly TracedFrame[]): readonly Turn[] {
  const turns: { readonly at: number; readonly frames: TracedFrame[] }[] = [];
  let goesOn = false;
  for (const frame of script) {
    const isHosts = frame.direction === 'toDevice' || frame.words === lineClosed;
    const turn = turns.at(-1);
    if (isHosts && goesOn && turn?.at === frame.at && frame.kind !== 'event') turn.frames.push(frame);
    else if (isHosts) turns.push({ at: frame.at, frames: [frame] });
    goesOn = isHosts && frame.kind !== 'event';
  }
  return turns;
}

async function takeTurn(host: Host, { frames }: Turn, device: DeviceKind, shelf: VirtualShelf): Promise<void> {
  const [first] = frames;
  if (first?.kind !== 'event' || (first.words !== lineOpened && first.words !== lineClosed)) return host.say(frames);
  if (first.words === lineOpened) {
    if (!shelf.isPlugged(device)) shelf.plugIn(device);
    return host.open();
  }
  if (first.direction === 'toDevice') host.close();
  else shelf.unplug(device);
}
