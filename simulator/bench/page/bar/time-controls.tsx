import type { WorldTime } from '../../message.ts';
import type { Ask } from '../../request.ts';

const paces = [1, 10, 100] as const;

/** The time of the world, and what can be done with it. */
export function TimeControls(props: { readonly time: WorldTime; readonly zone: string; readonly ask: Ask }) {
  const { time, zone, ask } = props;
  const running = time.runningTo !== undefined;
  return (
    <fieldset class="time" aria-label="时间 time">
      <time dateTime={new Date(time.now).toISOString()}>{dayAndTime(time.now, zone)}</time>
      <button type="button" aria-pressed={time.pace === 0} onClick={() => ask({ kind: 'pace', pace: 0 })}>
        暂停 <small>pause</small>
      </button>
      {paces.map((pace) => (
        <button key={pace} type="button" aria-pressed={time.pace === pace} onClick={() => ask({ kind: 'pace', pace })}>
          ×{pace}
        </button>
      ))}
      <button type="button" disabled={running} onClick={() => ask({ kind: 'runFor', minutes: 1 })}>
        +1 分 <small>min</small>
      </button>
      <button type="button" disabled={running} onClick={() => ask({ kind: 'runFor', minutes: 60 })}>
        +1 时 <small>h</small>
      </button>
      <button type="button" disabled={running} onClick={() => ask({ kind: 'runTo', to: 'mondayMorning' })}>
        周一 7:29 <small>Monday</small>
      </button>
      <button type="button" disabled={running} onClick={() => ask({ kind: 'runTo', to: 'beforeMidnight' })}>
        23:59 <small>midnight</small>
      </button>
      {time.runningTo !== undefined && (
        <span class="running" role="status">
          快进到 running to {dayAndTime(time.runningTo, zone)}
        </span>
      )}
    </fieldset>
  );
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** `周一 11/23 08:05:09`, as clocks there show it. */
function dayAndTime(instant: number, zone: string): string {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('zh-CN', {
      timeZone: zone,
      weekday: 'short',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
  formats.set(zone, format);
  return format.format(instant);
}
