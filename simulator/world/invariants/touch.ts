import type { Shown } from '../../../terminal/screen.ts';
import type { Books } from './orders.ts';
import { entriesOf } from './orders.ts';
import { type Violation, violated } from './violation.ts';

/** What fingers did at one terminal, and what came of it. */
export interface TouchWatch {
  /** Hands a message to the terminal, and looks at what it does to the screen. */
  tap(message: unknown): void;
  /** I3: an order is of the record that was chosen, where there were several. Holds at any time. */
  choicesCount(): Violation[];
}

interface Touch {
  readonly revision: number;
  readonly tap: { readonly kind: string; readonly id?: string };
}

const isTouch = (message: unknown): message is Touch =>
  typeof message === 'object' && message !== null && 'revision' in message && 'tap' in message;

/**
 * I7: a tap counts once, on the screen it was made on; one made on an older screen moves nothing. `found` is told of one
 * that did.
 */
export function createTouchWatch(
  terminal: { shown(): Shown | undefined; tap(message: unknown): void; readonly journal: Books },
  found: (violations: readonly Violation[]) => void,
): TouchWatch {
  /** The record chosen last in each visit. */
  const chosen = new Map<string, string>();

  function noteChoice({ tap }: Touch, screen: Shown['screen']): void {
    if (tap.kind !== 'choose' || tap.id === undefined || screen.name !== 'chooseOne' || screen.what !== 'record')
      return;
    if (!screen.choices.some(({ id }) => id === tap.id)) return;
    const visit = entriesOf(terminal.journal).findLast((entry) => entry.kind === 'visit.started');
    if (visit?.kind === 'visit.started') chosen.set(visit.visit, tap.id);
  }

  return {
    tap(message) {
      const before = terminal.shown();
      terminal.tap(message);
      const after = terminal.shown();
      if (!before || !isTouch(message)) return;
      if (message.revision === before.revision) return noteChoice(message, before.screen);
      if (after && after.revision !== before.revision) {
        found([violated('I7', `a tap on screen ${message.revision} moved screen ${before.revision}`)]);
      }
    },
    choicesCount: () =>
      entriesOf(terminal.journal).flatMap((entry) => {
        if (entry.kind !== 'order.opened') return [];
        const record = chosen.get(entry.visit);
        if (record === undefined || record === entry.recordId) return [];
        return [violated('I3', `order ${entry.order} is of record ${entry.recordId}, and ${record} was chosen`)];
      }),
  };
}

/** I3: who walks up finds the terminal as nobody left it. Holds of every screen. */
export function nobodyIsLeft({ screen, surround }: Shown): Violation[] {
  if (screen.name !== 'attract' && screen.name !== 'outOfService') return [];
  const modes = Object.entries(surround.modes).filter(([, on]) => on);
  return [
    ...modes.map(([mode]) => violated('I3', `the welcome stands in the ${mode} mode of somebody who has left`)),
    ...(surround.language === 'zh'
      ? []
      : [violated('I3', 'the welcome stands in the language of somebody who has left')]),
  ];
}
