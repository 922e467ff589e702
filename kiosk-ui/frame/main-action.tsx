import { ArrowRight, Check } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import type { Tap } from '../../terminal/screen.ts';

interface MainActionProps {
  readonly action: { readonly label: ComponentChildren; readonly tap: Tap };
  readonly tap: (tap: Tap) => void;
}

export function MainAction({ action, tap }: MainActionProps) {
  return (
    <button type="button" class="main-action" onClick={() => tap(action.tap)}>
      <span>{action.label}</span>
      {action.tap.kind === 'finish' ? <Check class="icon" /> : <ArrowRight class="icon" />}
    </button>
  );
}
