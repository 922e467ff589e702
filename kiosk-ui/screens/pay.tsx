import { ScanLine, Timer } from 'lucide-preact';
import { Money } from '../parts/money.tsx';
import { QrCode } from '../parts/qr-code.tsx';
import { Rows } from '../parts/rows.tsx';
import { Phone } from '../pictures/phone.tsx';
import type { Draw } from '../view.ts';
import './pay.css';

/** The amount first and largest, then the code, then what is paid for and until when it is kept. */
export const pay: Draw<'pay'> = ({ rows, split, code, heldUntil, scan, again, payerBusy }, stage) => {
  const { words } = stage;
  const hint = payerBusy ? words.payerBusyHint : again ? words.again[again] : words.payWith;
  return {
    sentence: payerBusy ? words.payerBusy : words.sentences.pay,
    hint: scan && !payerBusy && !again ? words.payWithEither : hint,
    hintMatters: again !== undefined && !payerBusy,
    end: 'cancelPayment',
    secondsMatter: true,
    body: (
      <>
        <section class="to-pay">
          <div class="to-pay-amount">
            <p>
              <span class="label">{words.toPay}</span>
              <Money fen={split.self} words={words} />
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
          {payerBusy ? (
            <div class="payer-busy">
              <Phone act="password" />
            </div>
          ) : (
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
          )}
          {scan && !payerBusy && (
            <p class="scan-yours">
              <ScanLine class="icon" />
              <span>{words.codeWindowPlace}</span>
            </p>
          )}
        </section>
        <section class="card pay-for">
          <Rows rows={rows} stage={stage} />
          <p class="held">
            <Timer class="icon" />
            <span>{words.heldUntil(heldUntil)}</span>
          </p>
        </section>
      </>
    ),
  };
};
