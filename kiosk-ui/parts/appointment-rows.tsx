import type { Appointment } from '../../terminal/screen/parts.ts';
import { dayInWords, period } from '../texts/day.ts';
import type { Stage } from '../view.ts';
import './rows.css';

/** When, with whom, where, for whom: time first, as on a ticket. */
export function AppointmentRows({ of, stage }: { readonly of: Appointment; readonly stage: Stage }) {
  const { words, say } = stage;
  return (
    <dl class="rows">
      <div class="row row-when">
        <dt>{words.labels.when}</dt>
        <dd>
          <span class="row-day">{dayInWords(of.day, words.locale)}</span> <b>{period(of)}</b>
        </dd>
      </div>
      <div class="row">
        <dt>{words.labels.doctor}</dt>
        <dd>
          <b>{say(of.doctor)}</b> <span class="row-department">{say(of.department)}</span>
        </dd>
      </div>
      <div class="row">
        <dt>{words.labels.where}</dt>
        <dd>{say(of.place)}</dd>
      </div>
      <div class="row">
        <dt>{words.labels.patient}</dt>
        <dd>{of.patient}</dd>
      </div>
    </dl>
  );
}
