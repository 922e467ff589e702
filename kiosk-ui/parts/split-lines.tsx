import type { Split } from '../../terminal/screen/parts.ts';
import type { Stage } from '../view.ts';
import { Money } from './money.tsx';
import './split-lines.css';

/** What it costs, what the insurance bears of it, and last and largest what is left to the patient. */
export function SplitLines({ split, stage }: { readonly split: Split; readonly stage: Stage }) {
  const { words } = stage;
  return (
    <dl class="split">
      {split.insured > 0 && (
        <>
          <div class="split-line">
            <dt>{words.labels.total}</dt>
            <dd>
              <Money fen={split.total} words={words} exact />
            </dd>
          </div>
          <div class="split-line">
            <dt>{words.labels.insurance}</dt>
            <dd>
              <span class="split-minus">−</span>
              <Money fen={split.insured} words={words} exact />
            </dd>
          </div>
        </>
      )}
      <div class="split-line split-self">
        <dt>{words.labels[split.insured > 0 ? 'self' : 'total']}</dt>
        <dd>
          <Money fen={split.self} words={words} exact={split.insured > 0} />
        </dd>
      </div>
    </dl>
  );
}
