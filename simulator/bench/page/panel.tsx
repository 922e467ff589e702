import type { ComponentChildren } from 'preact';
import type { BenchCommand } from '../../rehearsal/command.ts';

export type Send = (command: BenchCommand) => void;

/** One device, or one thing of the technician's, with what it shows of itself. */
export function Panel(props: {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly state?: string;
  readonly children: ComponentChildren;
}) {
  const { id, zh, en, state, children } = props;
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>
        {zh} <small>{en}</small>
      </h2>
      {state !== undefined && <p class="state">{state}</p>}
      {children}
    </section>
  );
}

/** What a device shows of itself, part by part; parts that do not apply are left out. */
export const stateOf = (...parts: readonly (string | false | undefined)[]): string => parts.filter(Boolean).join(' · ');

export const notConnected = ({ connected }: { readonly connected: boolean }): string | false =>
  !connected && '未连接 not connected';

export function Hand(props: {
  readonly name: string;
  readonly onPress: () => void;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  readonly main?: boolean;
}) {
  const { name, onPress, disabled = false, pressed, main = false } = props;
  return (
    <button type="button" class={main ? 'main' : ''} disabled={disabled} aria-pressed={pressed} onClick={onPress}>
      {name}
    </button>
  );
}

/** A line to type into and the button that does something with it. */
export function Typed(props: {
  readonly label: string;
  readonly name: string;
  readonly pattern?: string;
  readonly onTyped: (text: string) => void;
}) {
  const { label, name, pattern, onTyped } = props;
  return (
    <form
      class="row"
      onSubmit={(event) => {
        event.preventDefault();
        onTyped(String(new FormData(event.currentTarget).get('typed')));
      }}
    >
      <input name="typed" aria-label={label} placeholder={label} pattern={pattern} required autocomplete="off" />
      <button type="submit">{name}</button>
    </form>
  );
}
