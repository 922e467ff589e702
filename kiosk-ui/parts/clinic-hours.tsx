import { CircleCheckBig, Clock } from 'lucide-preact';
import type { ClinicHours as Hours } from '../../terminal/screen/parts.ts';
import type { Catalogue } from '../texts/catalogue.ts';
import { dayInWords, period } from '../texts/day.ts';
import './clinic-hours.css';

interface ClinicHoursProps {
  readonly hours: Hours;
  readonly words: Catalogue;
}

/** When the clinic is open today, and whether it is now or when it will be. */
export function ClinicHours({ hours: { today, open, next }, words }: ClinicHoursProps) {
  const State = open ? CircleCheckBig : Clock;
  const closed = next
    ? words.clinicOpens(next.ahead, dayInWords(next.day, words.locale), next.from)
    : words.clinicClosed;
  return (
    <section class="clinic-hours">
      <h2 class="clinic-today">{today.length > 0 ? words.clinicToday : words.clinicClosedToday}</h2>
      {today.length > 0 && (
        <p class="clinic-periods">
          {today.map((hours) => (
            <b key={hours.from}>{period(hours)}</b>
          ))}
        </p>
      )}
      <p class={open ? 'clinic-state clinic-open' : 'clinic-state'}>
        <State class="icon" />
        <b>{open ? words.clinicOpen : closed}</b>
      </p>
    </section>
  );
}
