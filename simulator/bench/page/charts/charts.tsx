import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChartActor, ChartsView } from '../../../charts/charts-view.ts';
import { Path, type Pointed } from './path.tsx';
import { StateBox } from './state-box.tsx';
import { traceOf } from './trace-of.ts';

/** The machine that is looked at when none was chosen: the innermost that runs. */
const innermost = (actors: readonly ChartActor[]): ChartActor | undefined =>
  actors
    .filter(({ live }) => live)
    .reduce<ChartActor | undefined>((a, b) => (a && a.depth > b.depth ? a : b), undefined);

const keyOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

/** The machines of the terminal: each as it is written, where it is now, and how it came there. */
export function Charts({ view }: { readonly view: ChartsView }) {
  const [chosen, choose] = useState<string>();
  const [over, point] = useState<Pointed>();
  const [kept, keep] = useState<Pointed>();
  const { actors, definitions, path } = view;
  const actor = actors.find(({ machine }) => machine === chosen) ?? innermost(actors);
  const definition = actor && definitions[actor.machine];
  const pointed = over ?? kept;
  const sheet = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = kept && sheet.current?.querySelector(`[data-path="${kept.path}"]`);
    box?.scrollIntoView({ block: 'nearest' });
  }, [kept]);
  const show = (at: Pointed) => {
    choose(at.machine);
    keep(kept?.machine === at.machine && kept.path === at.path ? undefined : at);
  };
  return (
    <div class="charts">
      <div class="charts-tabs">
        <button
          type="button"
          aria-pressed={chosen === undefined}
          title="总是显示最里面正在运行的一个 Always the innermost that runs"
          onClick={() => choose(undefined)}
        >
          跟随 <small>follow</small>
        </button>
        {actors.map((it) => (
          <button
            type="button"
            key={it.actor}
            class={it.live ? 'charts-live' : 'charts-over'}
            aria-current={it === actor}
            onClick={() => choose(it.machine)}
          >
            {it.machine}
            <small>{it.active.map(keyOf).join(' ∥ ')}</small>
          </button>
        ))}
      </div>
      <div class="charts-body">
        {definition ? (
          <div ref={sheet} class={actor.live ? 'charts-sheet' : 'charts-sheet charts-over'}>
            <StateBox
              state={definition.root}
              name={definition.machine}
              trace={traceOf(actor, path)}
              pointed={pointed?.machine === actor.machine ? pointed.path : undefined}
              onOver={(at) => point(at === undefined ? undefined : { machine: actor.machine, path: at })}
              onKeep={(at) => show({ machine: actor.machine, path: at })}
            />
          </div>
        ) : (
          <p class="state">没有状态机在运行 No machine is running</p>
        )}
        <Path steps={path} machine={actor?.machine} onOver={point} onKeep={show} />
      </div>
    </div>
  );
}
