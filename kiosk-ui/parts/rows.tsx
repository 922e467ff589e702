import type { Row } from '../../terminal/screen/parts.ts';
import { crowdOf } from '../texts/crowd.ts';
import { valueInWords } from '../texts/value.ts';
import type { Stage } from '../view.ts';
import './rows.css';
import { Value } from './value.tsx';

/** Label and value, line by line. */
export function Rows({ rows, stage }: { readonly rows: readonly Row[]; readonly stage: Stage }) {
  if (rows.length === 0) return null;
  return (
    <dl class={`rows rows-${crowdOf(...rows.map(({ value }) => valueInWords(value, stage)))}`}>
      {rows.map(({ label, value }, at) => (
        // Two rows may have the same label; the order of rows never changes within a screen.
        <div key={`${label} ${at}`} class="row">
          <dt>{stage.words.labels[label]}</dt>
          <dd>
            <Value value={value} stage={stage} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
