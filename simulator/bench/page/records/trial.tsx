import { useState } from 'preact/hooks';
import { type DeviceKind, deviceKinds } from '../../../../device-drivers/contract/device-event.ts';
import type { TimelineEvent } from '../../../rehearsal/timeline.ts';
import { compareTraces } from '../../../trace/compare.ts';
import type { TracedFrame } from '../../../trace/frame.ts';
import { fromJsonLines } from '../../../trace/json-lines.ts';
import { deviceWords } from '../device-words.ts';

export interface TrialProps {
  readonly frames: readonly TracedFrame[];
  readonly events: readonly TimelineEvent[];
}

interface Imported {
  readonly name: string;
  readonly frames: readonly TracedFrame[];
}

type Verdict =
  | { readonly kind: 'going' }
  | { readonly kind: 'same'; readonly frames: number }
  | { readonly kind: 'differs' | 'refused'; readonly words: string };

const verdictWords = {
  going: '在重放… Replaying…',
  same: '一样 The same',
  differs: '第一处不同 First difference',
  refused: '不行 No',
};

/** A trace against another one: a file against this terminal, or either against a fresh device that is told the same. */
export function Trial({ frames, events }: TrialProps) {
  const [imported, keep] = useState<Imported>();
  const [chosen, choose] = useState<DeviceKind>();
  const [verdict, tell] = useState<Verdict>();
  const script = imported?.frames ?? frames;
  const devices = deviceKinds.filter((device) => script.some((frame) => frame.device === device));
  const device = devices.find((it) => it === chosen) ?? devices[0];
  const count = script.filter((frame) => frame.device === device).length;

  async function take(file: File | undefined): Promise<void> {
    if (!file) return;
    const read = fromJsonLines(await file.text());
    if (read.ok) {
      keep({ name: file.name, frames: read.frames });
      tell(undefined);
    } else tell({ kind: 'refused', words: `${file.name}: ${read.why}` });
  }
  const judge = (difference: string | undefined, of: number) =>
    tell(difference === undefined ? { kind: 'same', frames: of } : { kind: 'differs', words: difference });
  async function again(): Promise<void> {
    if (!device) return;
    tell({ kind: 'going' });
    const standing = [...script];
    try {
      const { replayed } = await import('./replaying.ts');
      judge(await replayed(standing, device, imported ? [] : [...events]), count);
    } catch (thrown) {
      tell({ kind: 'refused', words: String(thrown) });
    }
  }

  return (
    <section class="trial">
      <h3>
        对照与重放 <small>Compare and replay</small>
      </h3>
      <p>
        {imported ? (
          <>
            <b>{imported.name}</b> {imported.frames.length} 帧 frames{' '}
            <button type="button" onClick={() => keep(undefined)}>
              放下 <small>Put away</small>
            </button>
          </>
        ) : (
          <>这台终端 This terminal: {frames.length} 帧 frames</>
        )}
      </p>
      <div class="row">
        <label class="trial-file">
          导入 JSON 行 <small>Import</small>
          <input
            type="file"
            accept=".jsonl,.ndjson,.json,.txt"
            onChange={({ currentTarget }) => {
              void take(currentTarget.files?.[0]);
              currentTarget.value = '';
            }}
          />
        </label>
        <select
          aria-label="哪台设备 Which device"
          value={device}
          onChange={({ currentTarget }) => choose(currentTarget.value as DeviceKind)}
        >
          {devices.map((it) => (
            <option key={it} value={it}>
              {deviceWords[it].short} {deviceWords[it].en}
            </option>
          ))}
        </select>
      </div>
      <div class="row">
        <button
          type="button"
          disabled={!imported || !device}
          onClick={() => device && judge(compareTraces(script, frames, { device }), count)}
        >
          与这台终端比 <small>Compare with this terminal</small>
        </button>
        <button type="button" disabled={!device || verdict?.kind === 'going'} onClick={again}>
          重放 <small>Replay</small>
        </button>
      </div>
      <output class={`verdict is-${verdict?.kind}`} aria-label="结果 Verdict">
        {verdict && (
          <>
            <b>{verdictWords[verdict.kind]}</b> {'words' in verdict && verdict.words}
            {'frames' in verdict && `${verdict.frames} 帧 frames`}
          </>
        )}
      </output>
      <p class="state">
        重放：把主机说过的话在同样的时刻说给一台新的虚拟设备听，比较它的回答；这台终端的手也照样伸出来，文件里没有手。{' '}
        <small>
          A fresh virtual device is told what the host said, at the same times; hands are lent as on this terminal, a
          file has none.
        </small>
      </p>
    </section>
  );
}
