import type { ChartState, ChartTransition } from '../../../charts/charts-view.ts';
import type { Trace } from './trace-of.ts';

interface BoxProps {
  readonly state: ChartState;
  /** Of the machine; any other state has its key. */
  readonly name?: string;
  readonly initial?: boolean;
  readonly trace: Trace;
  /** The path that is pointed at. */
  readonly pointed: string | undefined;
  readonly onOver: (path: string | undefined) => void;
  readonly onKeep: (path: string) => void;
}

const signs: Readonly<Record<ChartState['type'], string>> = {
  atomic: '',
  compound: '',
  parallel: '∥',
  final: '◎',
  history: 'H',
};

const keyOf = (path: string, name: string): string => path.slice(path.lastIndexOf('.') + 1) || name;

/** One state with all that is inside it. */
export function StateBox({ state, name, initial = false, ...shared }: BoxProps) {
  const { trace, pointed } = shared;
  const { path } = state;
  const entered = trace.entered(path);
  const classes = [
    'charts-state',
    state.states.length > 0 && 'charts-outer',
    state.type === 'parallel' && 'charts-parallel',
    trace.wasIn(path) && 'charts-been',
    trace.isActive(path) && 'charts-active',
    pointed === path && path !== '' && 'charts-pointed',
  ];
  return (
    <div class={classes.filter(Boolean).join(' ')} data-path={path}>
      <p class="charts-name">
        {initial && <span title="最先进入 entered first">●</span>}
        <b>{name ?? state.key}</b>
        {signs[state.type]}
        {entered.length > 0 && <small title="第几步进入 entered at step">{entered.join(' ')}</small>}
      </p>
      {state.entry.length > 0 && <p class="charts-does">entry {state.entry.join(', ')}</p>}
      {state.invokes.map((source) => (
        <p key={source} class={trace.isActive(path) && trace.live ? 'charts-does charts-runs' : 'charts-does'}>
          ▸ {source}
        </p>
      ))}
      {byEvent(state.transitions).map(([event, ways]) => (
        <Ways key={event} from={path} event={event} ways={ways} {...shared} />
      ))}
      {state.states.length > 0 && (
        <div class="charts-inside">
          {state.states.map((inside) => (
            <StateBox key={inside.key} state={inside} initial={state.initial === inside.path} {...shared} />
          ))}
        </div>
      )}
    </div>
  );
}

type WaysProps = Omit<BoxProps, 'state' | 'name' | 'initial'> & {
  readonly from: string;
  readonly event: string;
  readonly ways: readonly ChartTransition[];
};

/** All that one event can lead to, in the order in which it is tried. */
function Ways({ from, event, ways, trace, pointed, onOver, onKeep }: WaysProps) {
  const leading = ways.flatMap((way) => way.targets.map((target) => ({ way, target })));
  const taken = leading.some(({ way, target }) => trace.wasTaken(from, way, target));
  return (
    <p class={taken ? 'charts-ways charts-taken' : 'charts-ways'}>
      {event}
      {leading.length > 0 && ' →'}
      {leading.map(({ way, target }, at) => (
        <button
          type="button"
          key={at}
          class={trace.wasTaken(from, way, target) ? 'charts-target charts-taken' : 'charts-target'}
          aria-pressed={pointed === target}
          title={way.guard === undefined ? target : `${target}  [${way.guard}]`}
          onMouseEnter={() => onOver(target)}
          onMouseLeave={() => onOver(undefined)}
          onClick={() => onKeep(target)}
        >
          {keyOf(target, 'self')}
          {way.guard !== undefined && <i>?</i>}
        </button>
      ))}
    </p>
  );
}

function byEvent(ways: readonly ChartTransition[]): readonly (readonly [string, readonly ChartTransition[]])[] {
  return [...Map.groupBy(ways, ({ event }) => event)];
}
