import { TriangleAlert } from 'lucide-preact';
import type { Thing } from '../../terminal/screen/words.ts';
import { QrCode } from '../parts/qr-code.tsx';
import { QueueNumber } from '../parts/queue-number.tsx';
import { Rows } from '../parts/rows.tsx';
import { Machine, type MachineAct } from '../pictures/machine.tsx';
import type { Draw, Of, Stage } from '../view.ts';
import './farewell.css';

const acts = {
  idCard: 'takeCard',
  hospitalCard: 'giveCard',
  slip: 'takeSlip',
  reports: 'takeReports',
} as const satisfies Record<Thing, MachineAct>;

/** What to take along, where to go with which number, and the invoice for those who want it. */
export const farewell: Draw<'farewell'> = (screen, stage) => {
  const { done, rows, next, queueNumber, bookingCode, invoice, orderNumber, slip, take } = screen;
  const { words } = stage;
  const later = slip?.printed === false;
  const things = take.filter((thing) => !(thing === 'slip' && later));
  const there = next.length > 0 || queueNumber !== undefined || bookingCode !== undefined;
  const count = things.length + Number(later) + Number(there);
  const tight = things.length > 2 || next.length > 1 || bookingCode !== undefined || (there && invoice !== undefined);
  return {
    part: done,
    sentence: words.done[done],
    mark: 'done',
    ...(count > 0 && { hint: words.thingsToDo(count) }),
    body: (
      <>
        <ol class={`things ${tight ? 'things-tight' : ''} ${things.length > 2 && there ? 'things-many' : ''}`}>
          {things.map((thing) => (
            <li key={thing} class="thing">
              <Machine act={acts[thing]} />
              <div>
                <p class="thing-name">{words.things[thing].take}</p>
                <p class="thing-detail">{words.things[thing].from}</p>
              </div>
            </li>
          ))}
          {slip?.printed === false && (
            <li class="thing thing-later">
              <TriangleAlert class="mark mark-care" />
              <div>
                <p class="thing-name">{words.slipLater}</p>
                <p class="thing-detail">{words.trouble[slip.fault].happened}</p>
                <p class="thing-detail">{words.slipLaterHow}</p>
                {orderNumber !== undefined && <p class="thing-number">{orderNumber}</p>}
              </div>
            </li>
          )}
          {there && <There screen={screen} stage={stage} />}
        </ol>
        {(!there || invoice !== undefined) && (
          <div class="beside">
            {!there && rows.length > 0 && (
              <section class="card done-rows">
                <Rows rows={rows} stage={stage} />
              </section>
            )}
            {invoice !== undefined && (
              <section class="card invoice">
                <QrCode text={invoice} label={words.scanInvoice} />
                <div>
                  <p class="invoice-name">{words.scanInvoice}</p>
                  <p class="thing-detail">{words.scanInvoiceHow}</p>
                </div>
              </section>
            )}
          </div>
        )}
      </>
    ),
    action: { label: words.finish, tap: { kind: 'finish' } },
  };
};

/** A sign and no button: where to go, with which number, and what it is about. */
function There({ screen, stage }: { readonly screen: Of<'farewell'>; readonly stage: Stage }) {
  const { words, say } = stage;
  const { next, queueNumber, bookingCode, rows } = screen;
  const [first, ...others] = next;
  return (
    <li class="thing thing-there">
      <div>
        <p class="thing-name">
          {first ? words.goThere : words.labels[queueNumber === undefined ? 'bookingCode' : 'queue']}
        </p>
        {first && <p class="there-place">{say(first)}</p>}
        {others.map((line) => (
          <p key={line.zh} class="there-also">
            {say(line)}
          </p>
        ))}
        <div class="there-number">
          {queueNumber !== undefined && <QueueNumber number={queueNumber} words={words} />}
          {bookingCode !== undefined && (
            <p class="queue-number booking-code">
              <span class="label">{words.labels.bookingCode}</span>
              <b>{bookingCode.replace(/\d{4}(?=\d)/g, '$& ')}</b>
            </p>
          )}
          <Rows rows={rows} stage={stage} />
        </div>
      </div>
    </li>
  );
}
