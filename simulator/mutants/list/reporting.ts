import type { Mutant } from '../mutant.ts';

const reading = 'terminal/usage/reading.ts';
const outbox = 'terminal/usage/outbox.ts';
const following = 'statistics/intake/following.ts';

/** Usage on its way to the hub, and what it says. */
export const reportingMutants: readonly Mutant[] = [
  {
    name: 'cursor-before-the-answer',
    file: outbox,
    line: 'const reply = await tellHub({ ...ports, hubUrl }, hubPaths.usage, batch, signal);',
    mutated:
      'store.setUploaded(next.reached); const reply = await tellHub({ ...ports, hubUrl }, hubPaths.usage, batch, signal);',
    promise: 'The cursor moves only after the hub’s answer.',
    slip: 'What is sent will arrive.',
  },
  {
    name: 'epochs-in-one-batch',
    file: 'terminal/usage/batch.ts',
    line: 'if (events.length > 0 && epoch !== reached?.epoch) break;',
    mutated: '',
    promise: 'A batch is of one epoch.',
    slip: 'A full batch is better than two small ones.',
  },
  {
    name: 'event-skipped-at-the-cursor',
    file: reading,
    line: 'for (const record of recordsAfter(store, place?.sequence ?? 0)) {',
    mutated: 'for (const record of recordsAfter(store, place ? place.sequence + 1 : 0)) {',
    promise: 'Every event reaches the hub.',
    slip: 'After the cursor, and one more for good measure.',
  },
  {
    name: 'given-up-after-a-failure',
    file: outbox,
    line: 'if (isMoved) next = undefined;',
    mutated: 'if (isMoved || why !== undefined) { store.setUploaded(next.reached); next = undefined; }',
    promise: 'A batch the hub did not take is kept, and offered again.',
    slip: 'A batch that cannot be told must not hold up the others.',
  },
  {
    name: 'last-event-taken-again',
    file: following,
    line: 'const fresh = events.filter(({ sequence }) => sequence > mark.sequence);',
    mutated: 'const fresh = events.filter(({ sequence }) => sequence >= mark.sequence);',
    promise: 'The hub drops what it has.',
    slip: 'Greater, or greater or equal.',
  },
  {
    name: 'repeats-counted-again',
    file: following,
    line: "if (last < mark.sequence) return { is: 'repeat' };",
    mutated: "if (last <= mark.sequence) return { is: 'next', mark, fresh: events };",
    promise: 'Nothing counts twice at the hub.',
    slip: 'A batch that was signed is taken as it is.',
  },
  {
    name: 'patients-part-counted',
    file: 'terminal/money/counterpart.ts',
    line: 'const amount = confirmation.amount.total;',
    mutated: 'const amount = confirmation.amount.self;',
    promise: 'Usage counts the whole, whoever bore it.',
    slip: 'The patient’s part is what this terminal took.',
  },
  {
    name: 'collected-and-registered',
    file: reading,
    line: "case 'checkIn':",
    mutated: "case 'checkIn': return { ...base, kind: 'registrationConfirmed', amount };",
    promise: 'An arrival is no registration.',
    slip: 'A case that falls through, or returns too soon.',
  },
  {
    name: 'captured-cards-counted-as-issued',
    file: reading,
    line: "return entry.state === 'handedOver' ? { ...base, kind: 'cardIssued' } : undefined;",
    mutated: "return { ...base, kind: 'cardIssued' };",
    promise: 'A card counts when the patient has it.',
    slip: 'It was delivered, the entry says.',
  },
];
