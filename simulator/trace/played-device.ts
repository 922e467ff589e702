import type { Clock } from '../../device-drivers/contract/clock.ts';
import type { DeviceKind } from '../../device-drivers/contract/device-event.ts';
import { fromHex } from '../../device-drivers/framing/hex.ts';
import type { Link } from '../../device-drivers/links/link.ts';
import type { Attachable } from '../devices/plug-board.ts';
import type { TracedFrame } from './frame.ts';
import { hexOf } from './hex.ts';

/** A device on a serial line that says what one in a trace said. */
export interface PlayedDevice extends Attachable {
  /** What the host said otherwise than in the trace, in words; from then on the device is silent. */
  deviation(): string | undefined;
  /** Whether all of the trace has been said. */
  readonly isOver: () => boolean;
}

/**
 * Plays the device's side of a trace to a driver: what followed the host's frames follows them again, after as long. What
 * the host says is only compared. For lines of bytes: HID and PC/SC have no such stream.
 */
export function createPlayedDevice(plan: {
  readonly frames: readonly TracedFrame[];
  readonly device: DeviceKind;
  readonly clock: Clock;
}): PlayedDevice {
  const { clock, device } = plan;
  const script = plan.frames.filter((frame) => frame.device === device && frame.kind !== 'event');
  let next = 0;
  /** Said by the host and not yet found in the script. */
  let heard = '';
  let deviation: string | undefined;
  let link: Link | undefined;
  let speaking = false;

  function goOn() {
    for (let frame = script[next]; frame && !deviation && !speaking; frame = script[next]) {
      if (frame.direction === 'fromDevice') return speak(frame);
      if (!frame.hex.startsWith(heard.slice(0, frame.hex.length))) {
        deviation = `frame ${frame.seq}: “${frame.words}” (${frame.hex}) in the trace, ${heard} now`;
        return;
      }
      if (heard.length < frame.hex.length) return;
      heard = heard.slice(frame.hex.length);
      next++;
    }
  }

  function speak(frame: TracedFrame) {
    const before = script[next - 1]?.at ?? frame.at;
    speaking = true;
    clock.after(frame.at - before, () => {
      speaking = false;
      next++;
      link?.write(fromHex(frame.hex));
      goOn();
    });
  }

  return {
    attach(to) {
      link = to;
      heard = '';
      to.onData((chunk) => {
        heard += hexOf(chunk);
        goOn();
      });
      goOn();
    },
    deviation: () => deviation,
    isOver: () => next >= script.length,
  };
}
