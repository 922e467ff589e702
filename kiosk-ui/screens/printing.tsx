import { QueueNumber } from '../parts/queue-number.tsx';
import { Rows } from '../parts/rows.tsx';
import { Machine } from '../pictures/machine.tsx';
import type { Draw } from '../view.ts';
import './printing.css';

export const printing: Draw<'printing'> = ({ what, rows, queueNumber, pages }, stage) => {
  const { words } = stage;
  const { sentence, from } = words.printing[what];
  return {
    part: what,
    sentence,
    hint: from,
    body: (
      <>
        {queueNumber !== undefined && <QueueNumber number={queueNumber} words={words} />}
        {pages && (
          <div class="pages">
            <p class="pages-words" role="status">
              {words.pagesOut(pages.out, pages.of)}
            </p>
            <div class="pages-line" aria-hidden="true">
              <div class="pages-done" style={{ width: `${(100 * pages.out) / pages.of}%` }} />
            </div>
          </div>
        )}
        <Rows rows={rows} stage={stage} />
        {what === 'slip' ? (
          <Machine act="printSlip" label={words.places.slipOutlet} />
        ) : (
          <Machine act="printReports" label={words.places.reportOutlet} />
        )}
      </>
    ),
  };
};
