import { Check } from 'lucide-preact';
import type { Surround } from '../../terminal/screen.ts';
import type { Catalogue } from '../texts/catalogue.ts';

interface ProgressProps {
  readonly progress: NonNullable<Surround['progress']>;
  readonly words: Catalogue;
}

/** The errand, and where in it the patient is: done, now, to come. */
export function Progress({ progress: { errand, steps, at: now }, words }: ProgressProps) {
  return (
    <div class="errand">
      <p class="errand-name">{words.errands[errand].name}</p>
      <ol class="progress" aria-label={words.stepOf(now + 1, steps.length)}>
        {steps.map((name, at) => (
          <li key={name} class={at < now ? 'past' : at === now ? 'now' : 'ahead'} aria-current={at === now && 'step'}>
            <span class="dot">{at < now && <Check class="icon" />}</span>
            <span class="step-name">{words.steps[name]}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
