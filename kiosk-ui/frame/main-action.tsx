import { ArrowRight, Check } from 'lucide-preact';
import type { Tap } from '../../terminal/screen.ts';
import type { Action } from '../view.ts';

interface MainActionProps {
  readonly action: Action;
  readonly tap: (tap: Tap) => void;
}

export function MainAction({ action, tap }: MainActionProps) {
  return (
    <button type="button" class="main-action" disabled={action.closed} onClick={() => tap(action.tap)}>
      <span>{action.label}</span>
      {action.tap.kind === 'finish' ? <Check class="icon" /> : <ArrowRight class="icon" />}
    </button>
  );
}
