import { useEffect, useMemo, useState } from 'preact/hooks';
import { type DeviceKind, deviceKinds } from '../../../../device-drivers/contract/device-event.ts';
import type { WorldTime } from '../../message.ts';
import type { Ask } from '../../request.ts';
import '../charts/charts.css';
import { Charts } from '../charts/charts.tsx';
import type { BenchState, TerminalRecords } from '../state.ts';
import { Drawer } from './drawer.tsx';
import type { Entry } from './entry.ts';
import { Head, type Tab } from './head.tsx';
import { createLine, entryAt, type Line, standing } from './line.ts';
import { momentOf } from './moment-of.ts';
import { MomentSide } from './moment-side.tsx';
import './records.css';
import './list.css';
import { type SheetProps, unfiltered } from './sheet.ts';
import { Timeline } from './timeline.tsx';
import { TraceSheet } from './trace-sheet.tsx';

export interface RecordsProps {
  readonly state: BenchState;
  readonly terminal: string;
  /** IANA name, for times of day. */
  readonly zone: string;
  readonly time: WorldTime;
  readonly ask: Ask;
  /** A device whose bytes somebody has asked for, anew each time. */
  readonly wanted?: { readonly device: DeviceKind } | undefined;
}

/** What a finger has done to a line: stopped it, chosen an entry of it, scrolled away from its end. */
interface Hand {
  /** Of whose records; in another world all of it is over. */
  readonly of: Line;
  readonly held?: Line | undefined;
  readonly chosen?: { readonly entry: Entry; readonly place: number } | undefined;
  readonly follows?: boolean;
}

const nothing: TerminalRecords = { events: [], frames: [], steps: [], charts: undefined };

/** What the terminal did and what its devices said: timeline, trace, state charts. */
export function Records({ state, terminal, zone, ask, wanted }: RecordsProps) {
  const records = state.records.get(terminal) ?? nothing;
  const live = useMemo(createGrowing, [records]);
  live.take(records);
  const [tab, open] = useState<Tab>('timeline');
  const [filters, filter] = useState({ timeline: unfiltered, trace: unfiltered });
  useEffect(() => {
    if (!wanted) return;
    const others = deviceKinds.filter((device) => device !== wanted.device);
    filter((before) => ({ ...before, trace: { without: new Set(others), sought: '' } }));
    open('trace');
  }, [wanted]);
  const [last, move] = useState<Hand>({ of: live });
  const hand: Hand = last.of === live ? last : { of: live };
  const { follows = true } = hand;
  const change = (it: Omit<Hand, 'of'>) =>
    move((before) => ({ ...(before.of === live ? before : { of: live }), ...it }));
  const line = hand.held ?? live;
  const chosen = hand.chosen && placeOf(line, hand.chosen);

  function choose(place: number | undefined): void {
    const entry = place === undefined ? undefined : entryAt(line, place);
    if (entry && place !== undefined) {
      change({ chosen: { entry, place }, follows: false });
      ask({ kind: 'moment', terminal, at: entry.at });
    } else change({ chosen: undefined });
  }
  const tools = (
    <>
      <button
        type="button"
        aria-pressed={hand.held !== undefined}
        onClick={() => change({ held: hand.held ? undefined : standing(live) })}
      >
        {hand.held ? '放开' : '停住'} <small>{hand.held ? `Let go · +${live.end - hand.held.end}` : 'Hold'}</small>
      </button>
      <button type="button" disabled={follows} onClick={() => change({ chosen: undefined, follows: true })}>
        到末尾 <small>To the end</small>
      </button>
    </>
  );
  const sheetOf = (of: keyof typeof filters): SheetProps => ({
    line,
    zone,
    chosen,
    choose,
    follows,
    setFollows: (it) => change({ follows: it }),
    filter: filters[of],
    setFilter: (it) => filter((before) => ({ ...before, [of]: it })),
    head: (more) => (
      <Head tab={tab} open={open}>
        {more}
        {tools}
      </Head>
    ),
  });
  const isNear = chosen !== undefined && (live.entries.at(-1)?.at ?? 0) - (hand.chosen?.entry.at ?? 0) < 2000;
  const definitions = records.charts?.definitions;
  const past = useMemo(
    () => (chosen === undefined ? undefined : momentOf(line, chosen, definitions)),
    [line, chosen, isNear && live.revision],
  );
  const side = hand.chosen && past && (
    <MomentSide
      entry={hand.chosen.entry}
      past={past}
      moment={state.moment?.asked === hand.chosen.entry.at ? state.moment : undefined}
      people={state.view?.people ?? []}
      zone={zone}
      close={() => choose(undefined)}
    />
  );

  return (
    <Drawer>
      {tab === 'timeline' && <Timeline {...sheetOf('timeline')} side={side} />}
      {tab === 'trace' && <TraceSheet {...sheetOf('trace')} {...records} terminal={terminal} />}
      {tab === 'charts' && (
        <>
          <Head tab={tab} open={open}>
            <a href={`./${terminal}/states.jsonl`} download={`states-${terminal}.jsonl`}>
              导出 Stately 记录 <small>Export Stately lines</small>
            </a>
          </Head>
          {records.charts && <Charts view={records.charts} />}
        </>
      )}
    </Drawer>
  );
}

const createGrowing = () => createLine();

/** Where an entry stands now: what came late may have gone in before it. */
function placeOf(line: Line, { entry, place }: NonNullable<Hand['chosen']>): number | undefined {
  if (entryAt(line, place) === entry) return place;
  const index = line.entries.lastIndexOf(entry);
  return index < 0 ? undefined : line.first + index;
}
