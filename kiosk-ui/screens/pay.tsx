import { ScanLine, Timer, TriangleAlert } from 'lucide-preact';
import type { Row, Split } from '../../terminal/screen/parts.ts';
import { Money } from '../parts/money.tsx';
import { QrCode } from '../parts/qr-code.tsx';
import { Rows } from '../parts/rows.tsx';
import { Phone } from '../pictures/phone.tsx';
import type { Draw, Of, Stage } from '../view.ts';
import './pay.css';

/** From here on the words say more loudly what becomes of the money. */
const lastSeconds = 20;

/** What stands on this screen already, and larger. */
const saidAbove: readonly Row['label'][] = ['price', 'total', 'fee', 'insurance', 'self'];

/** The amount first and largest, then the code, then what is paid for and until when it is kept. */
export const pay: Draw<'pay'> = (screen, stage) => {
  const { rows, split, code, heldUntil, scan, again, payerBusy } = screen;
  const { words, surround } = stage;
  // In large letters there is room for who, when and what; where it is was read before and will be read again.
  const unsaid = surround.modes.elder ? [...saidAbove, 'where'] : saidAbove;
  const ending = surround.secondsLeft !== undefined && surround.secondsLeft <= lastSeconds;
  const Sign = ending ? TriangleAlert : Timer;
  return {
    sentence: payerBusy ? words.payerBusy : words.sentences.pay,
    hint: hintOf(screen, stage),
    hintMatters: again !== undefined && !payerBusy,
    end: 'cancelPayment',
    secondsMatter: true,
    body: (
      <>
        <section class="to-pay">
          <Amount split={split} stage={stage} />
          {payerBusy ? (
            <div class="payer-busy">
              <Phone act="password" />
            </div>
          ) : (
            <Code code={code} stage={stage} />
          )}
          {scan && !payerBusy && (
            <p class="scan-yours">
              <ScanLine class="icon" />
              <span>{words.codeWindowPlace}</span>
            </p>
          )}
        </section>
        <section class="card pay-for">
          <Rows rows={rows.filter(({ label }) => !unsaid.includes(label))} stage={stage} />
          <div class={ending ? 'held held-ending' : 'held'}>
            <Sign class="icon" />
            <p class="held-until">{words.heldUntil(heldUntil)}</p>
            <p role="status">{words.payAfter}</p>
          </div>
        </section>
      </>
    ),
  };
};

function hintOf({ scan, again, payerBusy }: Of<'pay'>, { words }: Stage): string {
  if (payerBusy) return words.payerBusyHint;
  if (again) return words.again[again];
  return scan ? words.payWithEither : words.payWith;
}

function Amount({ split, stage: { words } }: { readonly split: Split; readonly stage: Stage }) {
  return (
    <div class="to-pay-amount">
      <p>
        <span class="label">{words.toPay}</span>
        <b class="to-pay-sum">
          <Money fen={split.self} words={words} />
        </b>
      </p>
      {split.insured > 0 && (
        <dl class="to-pay-split">
          <div>
            <dt>{words.labels.total}</dt>
            <dd>
              <Money fen={split.total} words={words} />
            </dd>
          </div>
          <div>
            <dt>{words.labels.insurance}</dt>
            <dd>
              <Money fen={split.insured} words={words} />
            </dd>
          </div>
        </dl>
      )}
    </div>
  );
}

function Code({ code, stage: { words } }: { readonly code: string; readonly stage: Stage }) {
  return (
    <div class="scan">
      <QrCode text={code} label={words.sentences.pay} />
      <div class="scan-how">
        <Phone act="scan" />
        <ol>
          {words.paySteps.map((step, at) => (
            <li key={step}>
              <b>{at + 1}</b>
              <span>{step}</span>
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}
