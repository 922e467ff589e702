import { Check } from 'lucide-preact';
import type { RegistrationStep } from '../../terminal/screen.ts';
import type { Catalogue } from '../texts/catalogue.ts';

/** In the order of the terminal's `registrationSteps`, which counts the steps of a screen. */
export const stepOrder = [
  'identify',
  'department',
  'doctor',
  'period',
  'pay',
  'slip',
] as const satisfies readonly RegistrationStep[];

/** The errand, and where in it the patient is: done, now, to come. */
export function Progress({ step, words }: { readonly step: number; readonly words: Catalogue }) {
  return (
    <div class="errand">
      <p class="errand-name">{words.errands.registration.name}</p>
      <ol class="progress" aria-label={words.stepOf(step + 1, stepOrder.length)}>
        {stepOrder.map((name, at) => (
          <li
            key={name}
            class={at < step ? 'past' : at === step ? 'now' : 'ahead'}
            aria-current={at === step && 'step'}
          >
            <span class="dot">{at < step && <Check class="icon" />}</span>
            <span class="step-name">{words.steps[name]}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
