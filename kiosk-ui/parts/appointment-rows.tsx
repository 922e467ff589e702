import type { Appointment } from '../../terminal/screen/parts.ts';
import { crowdOf } from '../texts/crowd.ts';
import { dayInWords, period } from '../texts/day.ts';
import type { Stage } from '../view.ts';
import './rows.css';

/** When, with whom, where, for whom: time first, as on a ticket. */
export function AppointmentRows({ of, stage }: { readonly of: Appointment; readonly stage: Stage }) {
  const { words, say } = stage;
  const doctor = say(of.doctor);
  const department = say(of.department);
  const place = say(of.place);
  const crowd = crowdOf(`${doctor} ${department}`, place);
  return (
    <dl class={`rows rows-${crowd}`}>
      <div class="row row-when">
        <dt>{words.labels.when}</dt>
        <dd>
          <span class="row-day">{dayInWords(of.day, words.locale)}</span> <b>{period(of)}</b>
        </dd>
      </div>
      <div class="row">
        <dt>{words.labels.doctor}</dt>
        <dd>
          <b>{doctor}</b> <span class="row-department">{department}</span>
        </dd>
      </div>
      <div class="row">
        <dt>{words.labels.where}</dt>
        <dd>{place}</dd>
      </div>
      <div class="row">
        <dt>{words.labels.patient}</dt>
        <dd>{of.patient}</dd>
      </div>
    </dl>
  );
}
