import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { Chips } from './chips.tsx';
import { clockWords, deltaWords } from './clock-words.ts';
import type { Entry } from './entry.ts';
import { entryKinds, kindWords } from './kind-words.ts';
import { entryAt } from './line.ts';
import { List } from './list.tsx';
import { Marked } from './marked.tsx';
import type { SheetProps } from './sheet.ts';
import { createSieve, indexOf } from './sieve.ts';

/** Everything that happened, on one line of time; what is searched is found in it, what is filtered is left out. */
export function Timeline(props: SheetProps & { readonly side: ComponentChildren }) {
  const { line, zone, chosen, choose, follows, setFollows, filter, setFilter, head, side } = props;
  const { without, sought } = filter;
  const low = sought.trim().toLowerCase();
  const shown = useMemo(() => createSieve(({ kind }) => !without.has(kind)), [without]);
  const found = useMemo(
    () => createSieve((entry) => low !== '' && !without.has(entry.kind) && entry.low.includes(low)),
    [without, low],
  );
  shown.follow(line);
  found.follow(line);
  const { places } = shown;
  const hits = found.places;
  const hit = chosen === undefined ? -1 : indexOf(hits, chosen);

  /** The hit after the chosen entry, or before it; round at the ends. */
  function go(by: 1 | -1): void {
    if (hits.length === 0) return;
    const isOnHit = hits[hit] === chosen;
    const next = chosen === undefined ? (by > 0 ? 0 : -1) : by > 0 && !isOnHit ? hit : hit + by;
    choose(hits[(next + hits.length) % hits.length]);
  }

  const search = (
    <search class="record-find">
      <input
        type="search"
        aria-label="在时间线里找 Search the timeline"
        placeholder="找 Search"
        value={sought}
        onInput={({ currentTarget }) => setFilter({ without, sought: currentTarget.value })}
        onKeyDown={({ key, shiftKey }) => key === 'Enter' && go(shiftKey ? -1 : 1)}
      />
      <output aria-label="找到几处 Hits">
        {low !== '' && (hits[hit] === chosen && hit >= 0 ? `${hit + 1}/${hits.length}` : hits.length)}
      </output>
      <button type="button" aria-label="上一处 Previous hit" disabled={hits.length === 0} onClick={() => go(-1)}>
        ↑
      </button>
      <button type="button" aria-label="下一处 Next hit" disabled={hits.length === 0} onClick={() => go(1)}>
        ↓
      </button>
    </search>
  );

  return (
    <>
      {head(search)}
      <div class="record-sheet">
        <div class="record-main">
          <Chips
            label="种类 Kinds"
            chips={entryKinds.map((key) => {
              const [zh, en] = kindWords[key];
              return { key, zh, en, count: line.counts.get(key) ?? 0 };
            })}
            without={without}
            leaveOut={(it) => setFilter({ without: it, sought })}
          />
          <List
            label="时间线 Timeline"
            places={places}
            chosen={chosen}
            choose={choose}
            follows={follows}
            setFollows={setFollows}
            draw={(index) => {
              const entry = entryAt(line, places[index] ?? -1);
              const before = entryAt(line, places[index - 1] ?? -1);
              return entry && <Row entry={entry} before={before} zone={zone} sought={low} />;
            }}
          />
        </div>
        {side}
      </div>
    </>
  );
}

interface RowProps {
  readonly entry: Entry;
  readonly before: Entry | undefined;
  readonly zone: string;
  readonly sought: string;
}

function Row({ entry, before, zone, sought }: RowProps) {
  const { at, kind, words } = entry;
  const [zh, en] = kindWords[kind];
  return (
    <>
      <Time at={at} before={before?.at} zone={zone} />
      <span class="row-delta">{before && deltaWords(at - before.at)}</span>
      <span class={`row-kind is-${kind}`}>
        {zh} <small>{en}</small>
      </span>
      <span class={`row-words of-${kind}`} title={words}>
        <Marked text={words} sought={sought} />
      </span>
    </>
  );
}

/** A time of day; with its date where a day begins. */
export function Time({ at, before, zone }: { at: number; before: number | undefined; zone: string }) {
  const { day, time } = clockWords(at, zone);
  const isNewDay = before === undefined || clockWords(before, zone).day !== day;
  return (
    <time class="row-time" title={day}>
      {isNewDay && <small>{day} </small>}
      {time}
    </time>
  );
}
