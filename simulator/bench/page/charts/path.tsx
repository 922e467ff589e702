import type { ChartStep } from '../../../charts/charts-view.ts';
import { numberOf } from './trace-of.ts';

/** A state that a finger points at, of one machine. */
export interface Pointed {
  readonly machine: string;
  readonly path: string;
}

interface PathProps {
  readonly steps: readonly ChartStep[];
  /** Whose chart is shown. */
  readonly machine: string | undefined;
  readonly onOver: (pointed: Pointed | undefined) => void;
  readonly onKeep: (pointed: Pointed) => void;
}

const short = (paths: readonly string[]): string => paths.map((it) => it.slice(it.lastIndexOf('.') + 1)).join(' ∥ ');

/** The steps of this visit, the newest at the foot, where the list stays. */
export function Path({ steps, machine, onOver, onKeep }: PathProps) {
  const began = steps[0]?.at ?? 0;
  return (
    <div class="charts-path">
      <ol>
        {steps.map((step) => {
          const [to = ''] = step.to;
          const at = { machine: step.machine, path: to };
          return (
            <li key={step.seq} class={step.machine === machine ? '' : 'charts-elsewhere'}>
              <button
                type="button"
                title={`${step.from.join(' ∥ ')} → ${step.to.join(' ∥ ')}`}
                onMouseEnter={() => onOver(at)}
                onMouseLeave={() => onOver(undefined)}
                onClick={() => onKeep(at)}
              >
                <small>{numberOf(step, steps)}</small>
                <small>+{((step.at - began) / 1000).toFixed(1)}</small>
                <span>
                  <b>{step.machine}</b> {step.event}
                  <br />
                  {step.from.length > 0 && `${short(step.from)} `}→ {short(step.to)}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
