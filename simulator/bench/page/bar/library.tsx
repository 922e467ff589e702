import { useState } from 'preact/hooks';
import type { ScenarioCard, ScenarioRun } from '../../message.ts';
import type { Ask } from '../../request.ts';

interface LibraryProps {
  readonly scenarios: readonly ScenarioCard[];
  readonly run: ScenarioRun | undefined;
  readonly ask: Ask;
}

const states: Readonly<Record<ScenarioRun['state'], string>> = {
  running: '正在演 running',
  passed: '通过 passed',
  failed: '没通过 failed',
};

/** The scenarios with what each teaches; the one that runs, and what came of it. */
export function Library({ scenarios, run, ask }: LibraryProps) {
  const [open, setOpen] = useState(false);
  const [looked, look] = useState('');
  const wanted = looked.toLowerCase();
  const found = scenarios.filter((it) =>
    [it.title, it.teaches, it.failure ?? '', it.file].some((text) => text.toLowerCase().includes(wanted)),
  );
  function begin(scenario?: string): void {
    setOpen(false);
    ask({ kind: 'begin', ...(scenario !== undefined && { scenario }) });
  }
  return (
    <div class="library">
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        剧本 <small>Scenarios</small>
      </button>
      <button type="button" onClick={() => begin()} title="一切从头开始 everything anew">
        新世界 <small>New world</small>
      </button>
      {run && <Outcome run={run} />}
      {open && (
        <section class="shelf" aria-label="剧本 scenarios">
          <input
            aria-label="找剧本 find a scenario"
            placeholder="找 find"
            value={looked}
            onInput={(event) => look(event.currentTarget.value)}
          />
          <ul>
            {found.map(({ file, title, teaches, failure }) => (
              <li key={file}>
                <button type="button" onClick={() => begin(file)}>
                  <b>{title}</b>
                  {failure !== undefined && <code>{failure}</code>}
                  <span>{teaches}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Outcome({ run }: { readonly run: ScenarioRun }) {
  const { title, state, done, of, failures } = run;
  return (
    <span class={`outcome ${state}`} role="status" title={failures.join('\n')}>
      {title} · {done}/{of} · {states[state]}
      {failures.length > 0 && <em>{failures[0]}</em>}
    </span>
  );
}
