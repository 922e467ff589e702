import { AppointmentRows } from '../parts/appointment-rows.tsx';
import { Money } from '../parts/money.tsx';
import { SplitLines } from '../parts/split-lines.tsx';
import type { Draw } from '../view.ts';

export const confirmAppointment: Draw<'confirmAppointment'> = ({ appointment, split }, stage) => {
  const { words } = stage;
  const toPay = split.self > 0;
  return {
    sentence: words.sentences.confirmAppointment,
    hint: toPay ? words.checkThenPay : words.checkThenRegister,
    back: true,
    end: 'endVisit',
    body: (
      <section class="card card-large">
        <AppointmentRows of={appointment} stage={stage} />
        <SplitLines split={split} stage={stage} />
      </section>
    ),
    action: {
      label: toPay ? (
        <>
          {words.goToPay} <Money fen={split.self} words={words} />
        </>
      ) : (
        words.register
      ),
      tap: { kind: 'confirm' },
    },
  };
};
