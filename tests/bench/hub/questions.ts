/** What the dashboard asks, and the SQL somebody would write by hand for the same figures. */
export interface Question {
  readonly name: string;
  readonly path: string;
  readonly sql: readonly string[];
}

const month = 'from=2026-10-01&to=2026-10-31';
const inMonth = "business_day BETWEEN '2026-10-01' AND '2026-10-31'";
/** With the units named SQLite walks the table in the order of its key. */
const ofUnits = `unit IN (SELECT unit FROM unit) AND ${inMonth}`;

const counts = [
  'visits',
  'completed',
  'registrations',
  'registration_amount',
  'refunds',
  'refund_amount',
  'device_faults',
  'collections',
  'collections_paid_here',
  'collection_amount',
  'check_ins',
  'cancellations',
  'payments',
  'payment_amount',
  'cards_issued',
  'cards_captured',
  'report_printings',
  'pages',
  'slip_reprints',
  'abandoned',
  'timed_out',
  'troubled',
  'interrupted',
  'first_tries',
  'visit_seconds',
  'reports',
  'slips',
  'starts',
];
const sums = counts.map((name) => `SUM(${name}) AS ${name}`).join(', ');
const endings = ['completed', 'abandoned', 'timed_out', 'troubled', 'interrupted']
  .map((name) => `SUM(${name}) AS ${name}`)
  .join(', ');
const buckets = Array.from({ length: 41 }, (_, bucket) => `SUM(took${bucket}) AS took${bucket}`).join(', ');
const weekHour = "((CAST(strftime('%w', business_day) AS INTEGER) + 6) % 7) * 24 + hour";

export const questions: readonly Question[] = [
  {
    name: 'units of a month',
    path: `/v1/usage?${month}&place=unit&limit=500`,
    sql: [`SELECT unit, ${sums} FROM unit_hour WHERE ${ofUnits} GROUP BY unit`],
  },
  {
    name: 'city by day',
    path: `/v1/usage?${month}&place=city&time=day&limit=500`,
    sql: [`SELECT business_day, ${sums} FROM unit_hour WHERE ${inMonth} GROUP BY business_day`],
  },
  {
    name: 'hours of the week',
    path: `/v1/usage?${month}&place=city&time=weekHour&limit=500`,
    sql: [`SELECT ${weekHour} AS week_hour, ${sums} FROM unit_hour WHERE ${inMonth} GROUP BY week_hour`],
  },
  {
    name: 'how visits went',
    path: `/v1/visits?${month}`,
    sql: [
      `SELECT flow, SUM(first_tries) AS first_tries, ${buckets} FROM unit_flow WHERE ${ofUnits} GROUP BY flow`,
      `SELECT flow, step, ${endings} FROM unit_step WHERE ${ofUnits} GROUP BY flow, step`,
    ],
  },
];

const each: readonly (readonly [name: string, event: string])[] = [
  ['visits', "kind = 'visitEnded'"],
  ['completed', "kind = 'visitEnded' AND ending = 'completed'"],
  ['registrations', "kind = 'registrationConfirmed'"],
  ['payments', "kind = 'billsPaid'"],
  ['collections', "kind = 'bookingCollected'"],
  ['cards_issued', "kind = 'cardIssued'"],
];
const amounts: readonly (readonly [name: string, kind: string])[] = [
  ['registration_amount', 'registrationConfirmed'],
  ['payment_amount', 'billsPaid'],
];
const ofEvents = [
  ...each.map(([name, event]) => `SUM(${event}) AS ${name}`),
  ...amounts.map(([name, kind]) => `SUM(CASE WHEN kind = '${kind}' THEN amount ELSE 0 END) AS ${name}`),
].join(', ');
const ofHours = [...each, ...amounts].map(([name]) => `SUM(${name}) AS ${name}`).join(', ');

/** The same figures of every day, from the roll-up and from the events themselves. */
export const days = {
  rollUp: `SELECT business_day, ${ofHours} FROM unit_hour WHERE ${inMonth} GROUP BY business_day ORDER BY business_day`,
  scan: `SELECT business_day, ${ofEvents} FROM usage_event WHERE ${inMonth} AND quarantined = 0
    GROUP BY business_day ORDER BY business_day`,
};
