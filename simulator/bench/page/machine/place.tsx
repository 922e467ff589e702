import type { ComponentChildren } from 'preact';
import type { Lamp } from './lamps.ts';

interface PlaceProps {
  /** Of its styles. */
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  /** What it is and what a hand can do here. */
  readonly what: string;
  readonly lamp: Lamp;
  /** What goes on here now. */
  readonly doing?: string;
  /** Makes it a place where things are let go. */
  readonly taking?: object;
  readonly children: ComponentChildren;
}

/** One place of the machine: its name, its lamp with what is wrong, and what is seen there. */
export function Place({ name, zh, en, what, lamp, doing, taking, children }: PlaceProps) {
  return (
    <section class={`place place-${name}`} aria-label={`${zh} ${en}`} title={what} {...taking}>
      <h3>
        <span class={`place-lamp ${lamp.light}`} role="img" aria-label={lightWords[lamp.light]} />
        {zh} <small>{en}</small>
        {doing !== undefined && <span class="doing">{doing}</span>}
      </h3>
      {children}
      {lamp.words.length > 0 && <p class={`wrong ${lamp.light}`}>{lamp.words.join(' · ')}</p>}
    </section>
  );
}

const lightWords: Readonly<Record<Lamp['light'], string>> = {
  online: '正常 online',
  care: '留意 care',
  fault: '故障 fault',
  dark: '没有它 nothing heard of it',
};

/** What a hand does, in both languages. */
export function Act(props: {
  readonly zh: string;
  readonly en: string;
  readonly onPress: () => void;
  readonly disabled?: boolean;
  readonly main?: boolean;
  readonly thing?: object;
}) {
  const { zh, en, onPress, disabled = false, main = false, thing } = props;
  return (
    <button type="button" class={main ? 'act main' : 'act'} disabled={disabled} onClick={onPress} {...thing}>
      {zh} <small>{en}</small>
    </button>
  );
}
