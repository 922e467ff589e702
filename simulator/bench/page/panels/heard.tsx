import type { DeviceKind } from '../../../../device-drivers/contract/device-event.ts';
import type { TracedFrame } from '../../../trace/frame.ts';
import { clockWords } from '../records/clock-words.ts';
import { Part } from './controls.tsx';

const most = 30;

/** The latest of a device, the newest first. */
function latest(frames: readonly TracedFrame[], device: DeviceKind): readonly TracedFrame[] {
  const found: TracedFrame[] = [];
  for (let at = frames.length - 1; at >= 0 && found.length < most; at--) {
    const frame = frames[at];
    if (frame?.device === device) found.push(frame);
  }
  return found;
}

const arrows = { toDevice: '→', fromDevice: '←' } as const;
const directions = { toDevice: '发给设备 to the device', fromDevice: '设备发来 from the device' } as const;

/** What a device and its driver said last. */
export function HeardLately(props: {
  readonly device: DeviceKind;
  /** The oldest first. */
  readonly frames: readonly TracedFrame[];
  readonly zone: string;
  readonly showTrace?: ((device: DeviceKind) => void) | undefined;
}) {
  const { device, frames, zone, showTrace } = props;
  const said = latest(frames, device);
  const all = showTrace && (
    <button type="button" class="link" onClick={() => showTrace(device)}>
      全部字节 <small>all of them</small>
    </button>
  );
  return (
    <Part zh="刚才说的" en={`last ${most} frames`} aside={all}>
      {/* The list runs upwards, so that it stays at its newest line. */}
      <ol class="heard" aria-label="最近的帧 latest frames">
        {said.map(({ seq, at, direction, kind, hex, words }) => (
          <li key={seq} class={kind} title={hex || undefined}>
            <time>{clockWords(at, zone).time}</time>
            <span class={direction} title={directions[direction]}>
              {arrows[direction]}
            </span>
            <span>{words}</span>
          </li>
        ))}
        {said.length === 0 && <li class="event">还没有 nothing yet</li>}
      </ol>
    </Part>
  );
}
