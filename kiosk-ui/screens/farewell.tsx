import { TriangleAlert } from 'lucide-preact';
import type { Row } from '../../terminal/screen/parts.ts';
import type { Thing } from '../../terminal/screen/words.ts';
import { Phrases } from '../parts/phrases.tsx';
import { QrCode } from '../parts/qr-code.tsx';
import { QueueNumber } from '../parts/queue-number.tsx';
import { Rows } from '../parts/rows.tsx';
import { Machine, type MachineAct } from '../pictures/machine.tsx';
import { spokenReference } from '../texts/reference.ts';
import type { Draw, Of, Stage } from '../view.ts';
import './farewell.css';
import './farewell-ways.css';

type Farewell = Of<'farewell'>;

const acts = {
  idCard: 'takeCard',
  hospitalCard: 'giveCard',
  slip: 'takeSlip',
  reports: 'takeReports',
} as const satisfies Record<Thing, MachineAct>;

/** What large letters leave room for, where there is nowhere to go. */
const essential: readonly Row['label'][] = ['refund', 'refunded', 'paid', 'total', 'price', 'fee', 'pages', 'state'];

/** Beside more of them the pictures are small. */
const fewRows = 5;

/** What is to be taken now; a slip that did not come out is not. */
const thingsOf = ({ take, slip }: Farewell) => take.filter((thing) => !(thing === 'slip' && slip?.printed === false));
const isThere = ({ next, queueNumber, bookingCode }: Farewell) =>
  next.length > 0 || queueNumber !== undefined || bookingCode !== undefined;
const isMany = (screen: Farewell) =>
  isThere(screen) && thingsOf(screen).length + Number(screen.slip?.printed === false) > 2;

/** When to be there, with whom, and where, unless that stands there already and larger. */
function signRows(screen: Farewell, elder: boolean): readonly Row[] {
  const { rows, next } = screen;
  const where: readonly Row['label'][] = next.length > 0 ? ['where'] : [];
  if (elder) return rows.filter(({ label }) => label === 'when' || (label === 'where' && next.length === 0));
  const unsaid: readonly Row['label'][] = ['price', ...where, ...(isMany(screen) ? (['patient'] as const) : [])];
  return rows.filter(({ label }) => !unsaid.includes(label));
}

/** What to take along, where to go with which number, and the invoice for those who want it. */
export const farewell: Draw<'farewell'> = (screen, stage) => {
  const { done, rows, next, bookingCode, invoice, slip } = screen;
  const { words, surround } = stage;
  const { elder } = surround.modes;
  const later = slip?.printed === false;
  const things = thingsOf(screen);
  const there = isThere(screen);
  const count = things.length + Number(later) + Number(there);
  const besides = elder ? rows.filter(({ label }) => essential.includes(label)) : rows;
  const tight =
    things.length > 2 ||
    next.length > 1 ||
    bookingCode !== undefined ||
    (there && invoice !== undefined) ||
    (!there && besides.length > fewRows);
  const looks = {
    'things-tight': tight,
    'things-many': isMany(screen),
    'things-few': count < 3 && !there && !tight,
  };
  return {
    part: done,
    sentence: words.done[done],
    mark: 'done',
    ...(count > 0 && { hint: words.thingsToDo(count) }),
    body: (
      <>
        <ol class={['things', ...Object.entries(looks).flatMap(([name, is]) => (is ? [name] : []))].join(' ')}>
          {things.map((thing) => (
            <li key={thing} class="thing">
              <Machine act={acts[thing]} />
              <div>
                <p class="thing-name">
                  <Phrases text={words.things[thing].take} />
                </p>
                <p class="thing-detail">
                  <Phrases text={words.things[thing].from} />
                </p>
              </div>
            </li>
          ))}
          {later && <SlipLater screen={screen} stage={stage} />}
          {there && <There screen={screen} stage={stage} />}
        </ol>
        <div class="beside">
          {!there && besides.length > 0 && (
            <section class="card done-rows">
              <Rows rows={besides} stage={stage} />
            </section>
          )}
          {invoice !== undefined && !(elder && there) && (
            <section class="card invoice">
              <QrCode text={invoice} label={words.scanInvoice} />
              <div>
                <p class="invoice-name">{words.scanInvoice}</p>
                <p class="thing-detail">
                  <Phrases text={words.scanInvoiceHow} />
                </p>
              </div>
            </section>
          )}
        </div>
      </>
    ),
    action: { label: words.finish, tap: { kind: 'finish' } },
  };
};

interface PartProps {
  readonly screen: Farewell;
  readonly stage: Stage;
}

/** The slip did not come out: why, and how to get it by which number. */
function SlipLater({ screen: { slip, orderNumber }, stage: { words } }: PartProps) {
  return (
    <li class="thing thing-later">
      <TriangleAlert class="mark mark-care" />
      <div>
        <p class="thing-name">
          <Phrases text={words.slipLater} />
        </p>
        {slip?.printed === false && (
          <p class="thing-detail">
            <Phrases text={words.trouble[slip.fault].happened} />
          </p>
        )}
        <p class="thing-detail">
          <Phrases text={words.slipLaterHow} />
        </p>
        {orderNumber !== undefined && <p class="thing-number">{spokenReference(orderNumber)}</p>}
      </div>
    </li>
  );
}

/** A sign and no button: where to go, with which number, and what it is about. */
function There({ screen, stage }: PartProps) {
  const { words, say, surround } = stage;
  const { next, queueNumber, bookingCode } = screen;
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
              {first && <span class="label">{words.labels.bookingCode}</span>}
              <b>{bookingCode.replace(/\d{4}(?=\d)/g, '$& ')}</b>
            </p>
          )}
          <Rows rows={signRows(screen, surround.modes.elder)} stage={stage} />
        </div>
      </div>
    </li>
  );
}
