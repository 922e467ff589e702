import type { Row } from '../../terminal/screen/parts.ts';
import { QueueNumber } from '../parts/queue-number.tsx';
import { Rows } from '../parts/rows.tsx';
import { Machine } from '../pictures/machine.tsx';
import type { Draw, Of, Stage } from '../view.ts';
import './printing.css';

/** What the last screen has room for, and this one has not. */
const saidLater: readonly Row['label'][] = ['price', 'total', 'insurance', 'self', 'where'];
const mostRows = 4;

/** Where the paper comes out is the picture; above it what one already has: the number, or how many pages are out. */
export const printing: Draw<'printing'> = (screen, stage) => {
  const { what, rows, queueNumber, pages } = screen;
  const { words, surround } = stage;
  const { sentence, from } = words.printing[what];
  const some = rows.filter(({ label }) => !saidLater.includes(label)).slice(0, mostRows);
  return {
    part: what,
    sentence,
    hint: from,
    body: (
      <>
        {pages && <Pages pages={pages} stage={stage} />}
        <div class="printing-what">
          {queueNumber !== undefined && <QueueNumber number={queueNumber} words={words} />}
          {!surround.modes.elder && <Rows rows={some} stage={stage} />}
        </div>
        {what === 'slip' ? (
          <Machine act="printSlip" label={words.places.slipOutlet} />
        ) : (
          <Machine act="printReports" label={words.places.reportOutlet} />
        )}
      </>
    ),
  };
};

interface PagesProps {
  readonly pages: NonNullable<Of<'printing'>['pages']>;
  readonly stage: Stage;
}

function Pages({ pages: { out, of }, stage }: PagesProps) {
  return (
    <div class="pages">
      <p class="pages-words" role="status">
        {stage.words.pagesOut(out, of)}
      </p>
      <div class="pages-line" aria-hidden="true">
        <div class="pages-done" style={{ width: `${(100 * out) / of}%` }} />
      </div>
    </div>
  );
}
