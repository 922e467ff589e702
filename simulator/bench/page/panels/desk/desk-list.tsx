import type { ComponentChildren } from 'preact';
import type { DeskView } from '../../../../hospital/desk.ts';
import type { RehearsalCommand } from '../../../../rehearsal/command.ts';
import type { WorldView } from '../../../message.ts';

/** What every list on the desk is made of. */
export interface DeskProps {
  readonly desk: DeskView;
  readonly view: WorldView;
  readonly run: (command: RehearsalCommand) => void;
}

/** A bounded list; a line for one that is empty. */
export function DeskList({ label, children }: { readonly label: string; readonly children: ComponentChildren[] }) {
  return (
    <ul class="desk-list" aria-label={label}>
      {children.length > 0 ? children : <li class="none">没有 nothing</li>}
    </ul>
  );
}

interface RowProps {
  /** By which the row is found: a number, a name. */
  readonly label: string;
  readonly dim?: boolean;
  readonly children: ComponentChildren;
}

export function Row({ label, dim = false, children }: RowProps) {
  return (
    <li>
      <fieldset aria-label={label} class={dim ? 'row dim' : 'row'}>
        {children}
      </fieldset>
    </li>
  );
}

export function Told({ zh, en, tone = '' }: { readonly zh: string; readonly en: string; readonly tone?: string }) {
  return (
    <span class={`state ${tone}`}>
      {zh} <small>{en}</small>
    </span>
  );
}
