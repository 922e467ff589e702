import { AppointmentRows } from '../parts/appointment-rows.tsx';
import { Money } from '../parts/money.tsx';
import { QrCode } from '../parts/qr-code.tsx';
import { Phone } from '../pictures/phone.tsx';
import type { Draw } from '../view.ts';
import './pay.css';

export const pay: Draw<'pay'> = ({ amount, code, appointment, payerBusy }, stage) => {
  const { words } = stage;
  return {
    sentence: payerBusy ? words.payerBusy : words.sentences.pay,
    hint: payerBusy ? words.payerBusyHint : words.payWith,
    end: 'cancelPayment',
    secondsMatter: true,
    body: (
      <>
        <section class="to-pay">
          <p class="to-pay-amount">
            <span class="label">{words.toPay}</span>
            <Money fen={amount} words={words} />
          </p>
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
        </section>
        <section class="card">
          <AppointmentRows of={appointment} stage={stage} />
        </section>
      </>
    ),
  };
};
