import type { Mutant } from '../mutant.ts';

const delivery = 'terminal/actors/delivery-actors.ts';

/** Who is before the screen, and what is theirs. */
export const flowMutants: readonly Mutant[] = [
  {
    name: 'tap-on-an-older-screen',
    file: 'terminal/visit/visit-host.ts',
    line: "if (tapped.revision !== stage.shown().revision) return log({ event: 'tap.dropped', why: 'olderScreen' });",
    mutated: "if (tapped.revision > stage.shown().revision) return log({ event: 'tap.dropped', why: 'olderScreen' });",
    promise: 'A tap counts on the screen it was made on.',
    slip: 'A revision from the future is refused, and one from the past is forgotten.',
  },
  {
    name: 'modes-of-the-one-before',
    file: 'terminal/visit/visit-machine.ts',
    line: 'forgetVisit: assign(({ context }) => ({ ...nobody, last: endingKind(context) })),',
    mutated: 'forgetVisit: assign(({ context }) => ({ ...nobody, modes: context.modes, last: endingKind(context) })),',
    promise: 'Nothing of a patient stays when the patient has left.',
    slip: 'Modes are taken for a setting of the machine.',
  },
  {
    name: 'first-record-of-several',
    file: 'terminal/flows/identify/identify-machine.ts',
    line: 'const record = context.records.find(({ recordId }) => recordId === event.id);',
    mutated: 'const [record] = context.records;',
    promise: 'The record the patient chose is the one that is used.',
    slip: 'Nearly everybody has one record, and every test has.',
  },
  {
    name: 'card-taken-for-gone',
    file: delivery,
    line: "if (waited.ok || (waited.fault !== 'offline' && waited.fault !== 'noDevice')) return waited.ok && waited.taken;",
    mutated: "if (waited.ok || (waited.fault !== 'offline' && waited.fault !== 'noDevice')) return waited.ok;",
    promise: 'A card that nobody takes at the gate goes into the bin.',
    slip: 'The wait came to a good end, so the card is taken to be taken.',
  },
  {
    name: 'written-card-left-inside',
    file: 'terminal/actors/settlement-actors.ts',
    line: "const isInside = ({ delivery, card }: Order) => delivery === 'done' && card === undefined;",
    mutated: "const isInside = ({ delivery, card }: Order) => delivery === 'begun' && card === undefined;",
    promise: 'A written card that does not become the patient’s goes into the bin.',
    slip: 'The wrong one of three words.',
  },
  {
    name: 'bad-card-left-inside',
    file: delivery,
    line: "if (taken.ok || taken.fault === 'cardJammed' || taken.fault === 'cardInvalid') {",
    mutated: "if (!taken.ok && (taken.fault === 'cardJammed' || taken.fault === 'cardInvalid')) {",
    promise: 'A card that cannot be written goes into the bin.',
    slip: 'The faults are looked at, and that the card has left its stack is not.',
  },
];
