import type { ErrandName } from '../../seeds/clinic.ts';
import type { Screen, Shown } from '../../terminal/screen.ts';
import { nobodyIsNamed, type Secrets, secretsOfPeople } from './invariants/privacy.ts';
import { nobodyIsLeft } from './invariants/touch.ts';
import type { Violation } from './invariants/violation.ts';
import type { Reached } from './reached.ts';
import { phones } from './visitors.ts';

/** Nobody else's code begins so: those of this world's wallets. */
export const secrets: Secrets = new Map([
  ...secretsOfPeople,
  ...phones.map((phone) => [phone, 'phone'] as const),
  ['13000000000000', 'payer code'],
]);

/** Looks at every screen once: which there were, which errands ended well, and that nobody is named on them. */
export function createWatch(
  check: (found: readonly Violation[]) => void,
  { screens, errands }: Pick<Reached, 'screens' | 'errands'>,
  tell: (screen: Screen) => void,
) {
  let last: Shown | undefined;
  let errand: ErrandName | undefined;
  return {
    see(shown: Shown | undefined): Shown | undefined {
      if (!shown || shown.screen === last?.screen) return shown;
      const { screen, surround } = shown;
      tell(screen);
      screens.add(screen.name);
      errand = surround.progress?.errand ?? errand;
      if (screen.name === 'farewell' && errand) errands.add(errand);
      if (screen.name !== last?.screen.name)
        check(nobodyIsNamed(JSON.stringify(screen), `screen ${screen.name}`, secrets));
      check(nobodyIsLeft(shown));
      last = shown;
      return shown;
    },
  };
}
