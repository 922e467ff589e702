import './bar.css';
import type { TerminalView, WorldTime, WorldView } from '../../message.ts';
import type { Ask } from '../../request.ts';
import type { BenchState } from '../state.ts';
import { Library } from './library.tsx';
import { RecordingButton } from './recording.tsx';
import { TimeControls } from './time-controls.tsx';

export interface BarProps {
  readonly state: BenchState;
  readonly view: WorldView;
  readonly time: WorldTime;
  readonly terminal: TerminalView;
  readonly choose: (terminal: string) => void;
  /** Whether the glass stands in a window of its own: there is one screen, so it is not on the bench then. */
  readonly glassElsewhere: boolean;
  readonly moveGlass: (elsewhere: boolean) => void;
  readonly ask: Ask;
}

/** The world as a whole: which terminal, what time it is, which scenario, whether it is written down. */
export function Bar({ state, view, time, terminal, choose, glassElsewhere, moveGlass, ask }: BarProps) {
  return (
    <header class="bar">
      <h1>
        试验台 <small>Bench</small>
      </h1>
      <div class="tabs" role="tablist" aria-label="终端 terminals">
        {view.terminals.map(({ name, power, screen }) => (
          <button
            key={name}
            type="button"
            role="tab"
            aria-selected={name === terminal.name}
            class={power === 'on' ? 'tab' : 'tab dark'}
            onClick={() => choose(name)}
          >
            {name} <small>{screen ?? '断电 no power'}</small>
          </button>
        ))}
      </div>
      {/* A link that went away under the press would lead nowhere. */}
      <a href={terminal.kiosk ?? '#'} target="_blank" rel="noreferrer" onClick={() => moveGlass(true)}>
        屏幕开窗 ↗ <small>own window</small>
      </a>
      {glassElsewhere && (
        <button type="button" onClick={() => moveGlass(false)}>
          屏幕拿回 <small>glass back</small>
        </button>
      )}
      <TimeControls time={time} zone={view.zone} ask={ask} />
      <Library scenarios={state.scenarios} run={view.scenario} ask={ask} />
      <RecordingButton recording={view.recording} recorded={state.recorded} ask={ask} />
      <span class={state.connected ? 'lamp on' : 'lamp'} role="status">
        {state.connected ? '已连接 connected' : '已断开 disconnected'}
      </span>
      {state.refused !== undefined && (
        <p class="refused" role="alert">
          做不了 cannot be done: {state.refused}
        </p>
      )}
    </header>
  );
}
