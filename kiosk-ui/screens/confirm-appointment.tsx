import { AppointmentRows } from '../parts/appointment-rows.tsx';
import { Money } from '../parts/money.tsx';
import type { Draw } from '../view.ts';

export const confirmAppointment: Draw<'confirmAppointment'> = ({ appointment }, stage) => {
  const { words } = stage;
  const { price } = appointment;
  return {
    sentence: words.sentences.confirmAppointment,
    hint: price > 0 ? words.checkThenPay : words.checkThenRegister,
    back: true,
    end: 'endVisit',
    body: (
      <section class="card card-large">
        <AppointmentRows of={appointment} stage={stage} />
        <p class="total">
          <span class="label">{words.labels.price}</span>
          <Money fen={price} words={words} />
        </p>
      </section>
    ),
    action: {
      label:
        price > 0 ? (
          <>
            {words.goToPay} <Money fen={price} words={words} />
          </>
        ) : (
          words.register
        ),
      tap: { kind: 'confirm' },
    },
  };
};
