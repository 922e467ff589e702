import type { Mutant } from '../mutant.ts';

/** Whom nobody may read of. */
export const peopleMutants: readonly Mutant[] = [
  {
    name: 'payer-code-in-the-journal',
    file: 'terminal/money/money.ts',
    line: "const reverseFrom = it === 'charge' ? { reverseFrom: clock.now() + policy().reverseAfter } : {};",
    mutated:
      "const reverseFrom = it === 'charge' ? { reverseFrom: clock.now() + policy().reverseAfter, payerCode } : {};",
    promise: 'A payer’s code is kept nowhere.',
    slip: 'It would help whoever looks into a disputed charge.',
  },
  {
    name: 'name-in-the-journal',
    file: 'terminal/actors/record-actor.ts',
    line: "journal.append({ kind: 'record.created', ...about, recordId });",
    mutated: "journal.append({ kind: 'record.created', ...about, recordId, name: card.name });",
    promise: 'No personal data has a field in the journal.',
    slip: 'It would help whoever looks for a record that was made.',
  },
  {
    name: 'name-not-masked',
    file: 'terminal/actors/credential-actors.ts',
    line: 'masked: maskName(name),',
    mutated: 'masked: name,',
    promise: 'Names are masked on every screen and slip.',
    slip: 'The screen is taken to mask what it shows.',
  },
];
