import type { Mutant } from '../mutant.ts';

const bay = 'terminal/device-bay.ts';
const recovery = 'terminal/recovery.ts';

/** What a start does before anybody sees the welcome. */
export const recoveryMutants: readonly Mutant[] = [
  {
    name: 'card-not-swallowed',
    file: bay,
    line: "const reset = await dispenser.reset('retain');",
    mutated: "const reset = await dispenser.reset('stay');",
    promise: 'A card that stands in the dispenser at a start goes into the bin.',
    slip: 'The milder of two resets is chosen.',
  },
  {
    name: 'visit-left-open',
    file: recovery,
    line: 'if (interrupted) journal.append(interrupted);',
    mutated: '',
    promise: 'Every visit that began has ended, a power cut being an end.',
    slip: 'Nobody is there any more to have a visit.',
  },
  {
    name: 'epoch-not-renewed',
    file: recovery,
    line: 'const epoch = randomLetters(chance, 16);',
    mutated:
      'const epoch = /"epoch":"(\\w+)"/.exec(store.read(0, 1)[0]?.text ?? \'\')?.[1] ?? randomLetters(chance, 16);',
    promise: 'Every start opens an epoch that never was before.',
    slip: 'The epoch is taken for the terminal’s, and kept.',
  },
  {
    name: 'found-card-handed-over',
    file: 'terminal/money/money.ts',
    line: "const state = (await cardInside) ? 'captured' : 'handedOver';",
    mutated: "const state = cardInside ? 'handedOver' : 'captured';",
    promise: 'Of a card that was inside after a power cut the hospital hears that it is in the bin.',
    slip: 'A promise is always truthy: the await is lost, and the arms turned until one test passed.',
  },
];
