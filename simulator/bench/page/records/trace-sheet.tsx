import { useMemo } from 'preact/hooks';
import { deviceKinds } from '../../../../device-drivers/contract/device-event.ts';
import type { TimelineEvent } from '../../../rehearsal/timeline.ts';
import type { TracedFrame } from '../../../trace/frame.ts';
import { toJsonLines } from '../../../trace/json-lines.ts';
import { deviceWords } from '../device-words.ts';
import { Chips } from './chips.tsx';
import { clockWords } from './clock-words.ts';
import { arrow } from './entry.ts';
import { download } from './files.ts';
import { holdsFrame } from './frame-filter.ts';
import { hexDump, shortHex } from './hex-words.ts';
import { entryAt, type Line } from './line.ts';
import { List } from './list.tsx';
import { Marked } from './marked.tsx';
import type { Filter, SheetProps } from './sheet.ts';
import { createSieve } from './sieve.ts';
import { Time } from './timeline.tsx';
import './trace.css';
import { Trial } from './trial.tsx';

export interface TraceSheetProps extends SheetProps {
  readonly terminal: string;
  readonly frames: readonly TracedFrame[];
  readonly events: readonly TimelineEvent[];
}

const directions = [
  ['toDevice', '→ 到设备', 'to it'],
  ['fromDevice', '← 从设备', 'from it'],
] as const;
const kinds = [
  ['is frame', '帧', 'frame'],
  ['is noise', '杂音', 'noise'],
  ['is event', '事件', 'event'],
] as const;

const frameAt = (line: Line, place: number | undefined): TracedFrame | undefined => {
  const entry = place === undefined ? undefined : entryAt(line, place);
  return entry?.kind === 'frame' ? entry.frame : undefined;
};

/** Everything the devices said and were told, byte by byte. */
export function TraceSheet(props: TraceSheetProps) {
  const { line, zone, chosen, choose, follows, setFollows, filter, setFilter, head, terminal, frames, events } = props;
  const { without, sought } = filter;
  const leaveOut = (it: Filter['without']) => setFilter({ without: it, sought });
  const low = sought.trim().toLowerCase();
  const sieve = useMemo(() => createSieve(holdsFrame(without, low)), [without, low]);
  sieve.follow(line);
  const { places } = sieve;
  const count = (key: string) => line.counts.get(key) ?? 0;
  const frame = frameAt(line, chosen);

  const shown = () => places.flatMap((place) => frameAt(line, place) ?? []);
  const text = (of: readonly TracedFrame[]) =>
    of.map((it) => [clockWords(it.at, zone).time, it.device, arrow(it), it.hex, it.words].join('\t')).join('\n');
  const copy = (of: readonly TracedFrame[]) => void navigator.clipboard.writeText(text(of));

  const tools = (
    <>
      <search class="record-find">
        <input
          type="search"
          aria-label="文字或十六进制 Words or hex"
          placeholder="文字或十六进制 Words or hex"
          value={sought}
          onInput={({ currentTarget }) => setFilter({ without, sought: currentTarget.value })}
        />
        <output aria-label="剩下几帧 Frames shown">{places.length}</output>
      </search>
      <button type="button" disabled={places.length === 0} onClick={() => copy(shown())}>
        复制这些 <small>Copy these</small>
      </button>
      <button
        type="button"
        disabled={places.length === 0}
        onClick={() => download(`trace-${terminal}.jsonl`, toJsonLines(shown()))}
      >
        导出 JSON 行 <small>Export</small>
      </button>
    </>
  );

  return (
    <>
      {head(tools)}
      <div class="record-sheet">
        <div class="record-main">
          <div class="record-chips">
            <Chips
              label="设备 Devices"
              chips={deviceKinds.map((key) => ({
                key,
                zh: deviceWords[key].short,
                en: deviceWords[key].en,
                count: count(key),
              }))}
              without={without}
              leaveOut={leaveOut}
            />
            <Chips
              label="方向和种类 Directions and kinds"
              chips={[...directions, ...kinds].map(([key, zh, en]) => ({ key, zh, en, count: count(key) }))}
              without={without}
              leaveOut={leaveOut}
            />
          </div>
          <List
            label="字节 Trace"
            places={places}
            chosen={chosen}
            choose={choose}
            follows={follows}
            setFollows={setFollows}
            draw={(index) => {
              const it = frameAt(line, places[index]);
              return it && <Row frame={it} before={frameAt(line, places[index - 1])} zone={zone} sought={low} />;
            }}
          />
        </div>
        <aside class="trace-side">
          {frame && (
            <section class="trace-frame" aria-label="这一帧 This frame">
              <h3>
                {deviceWords[frame.device].short} {arrow(frame)} <small>#{frame.seq}</small>{' '}
                <button type="button" onClick={() => copy([frame])}>
                  复制 <small>Copy</small>
                </button>
              </h3>
              <p>{frame.words}</p>
              <pre>{hexDump(frame.hex)}</pre>
            </section>
          )}
          <Trial frames={frames} events={events} />
        </aside>
      </div>
    </>
  );
}

interface RowProps {
  readonly frame: TracedFrame;
  readonly before: TracedFrame | undefined;
  readonly zone: string;
  readonly sought: string;
}

function Row({ frame, before, zone, sought }: RowProps) {
  const { at, device, direction, kind, hex, words } = frame;
  return (
    <>
      <Time at={at} before={before?.at} zone={zone} />
      <span class="row-device">{deviceWords[device].short}</span>
      <span class={`row-arrow is-${direction}`}>{arrow(frame)}</span>
      <code class="row-hex">{shortHex(hex)}</code>
      <span class={`row-words is-${kind}`} title={words}>
        <Marked text={words} sought={sought} />
      </span>
    </>
  );
}
