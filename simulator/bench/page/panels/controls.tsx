import './controls.css';
import type { ComponentChildren } from 'preact';

interface Words {
  readonly zh: string;
  readonly en: string;
}

/** A small key with both languages on it. */
export function Key(
  props: Words & {
    readonly onPress: () => void;
    readonly disabled?: boolean;
    readonly pressed?: boolean;
    /** Only the Chinese is on it; the English stands over its column. */
    readonly terse?: boolean;
  },
) {
  const { zh, en, onPress, disabled = false, pressed, terse = false } = props;
  return (
    <button
      type="button"
      disabled={disabled}
      aria-pressed={pressed}
      aria-label={terse ? `${zh} ${en}` : undefined}
      onClick={onPress}
    >
      {zh} {!terse && <small>{en}</small>}
    </button>
  );
}

/** One part of a device, with every way it can be; a press puts it so. */
export function Switch<Way extends string>(
  props: Words & {
    readonly value: Way;
    readonly ways: Readonly<Record<Way, Words>>;
    readonly onChoose: (way: Way) => void;
  },
) {
  const { zh, en, value, ways, onChoose } = props;
  const names = Object.keys(ways) as Way[];
  return (
    <fieldset class="switch" aria-label={`${zh} ${en}`}>
      <span class="name">
        {zh} <small>{en}</small>
      </span>
      <span class="ways">
        {names.map((way) => (
          <button key={way} type="button" aria-pressed={way === value} onClick={() => onChoose(way)}>
            {ways[way].zh} <small>{ways[way].en}</small>
          </button>
        ))}
      </span>
    </fieldset>
  );
}

/** How much of something is left, and below it the keys that change it. */
export function Level(
  props: Words & {
    readonly value: number;
    readonly full: number;
    /** Below this it is told to be low. */
    readonly low?: number;
    /** It is emptied and not filled: what is bad is that it is full. */
    readonly fills?: boolean;
    readonly shown: string;
    readonly children?: ComponentChildren;
  },
) {
  const { zh, en, value, full, low = 0, fills = false, shown, children } = props;
  const isOut = fills ? value >= full : value <= 0;
  const state = isOut ? 'out' : value < low ? 'low' : 'enough';
  return (
    <div class="level">
      <span class="name">
        {zh} <small>{en}</small>
      </span>
      <meter class={state} min={0} max={full} value={Math.min(value, full)} aria-label={`${zh} ${en}`} />
      <output class={state}>{shown}</output>
      {children && <div class="keys">{children}</div>}
    </div>
  );
}

/** One line of what a device shows of itself. */
export function Fact({ zh, en, children }: Words & { readonly children: ComponentChildren }) {
  return (
    <p class="fact">
      <span class="name">
        {zh} <small>{en}</small>
      </span>
      <span class="told">{children}</span>
    </p>
  );
}

/** A part of a panel under its heading, with what stands at the heading's end. */
export function Part(props: Words & { readonly aside?: ComponentChildren; readonly children: ComponentChildren }) {
  const { zh, en, aside, children } = props;
  return (
    <section class="part" aria-label={`${zh} ${en}`}>
      <h3>
        {zh} <small>{en}</small>
        {aside && <span class="aside">{aside}</span>}
      </h3>
      {children}
    </section>
  );
}

/** A form of fields whose names are looked up when its key is pressed. */
export function Form(props: {
  readonly label: string;
  readonly onGiven: (field: (name: string) => string) => void;
  readonly children: ComponentChildren;
}) {
  const { label, onGiven, children } = props;
  return (
    <form
      class="form"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        const given = new FormData(event.currentTarget);
        onGiven((name) => String(given.get(name) ?? ''));
      }}
    >
      {children}
    </form>
  );
}

/** One of several words; the first unless another is told. */
export function Select<Value extends string>(props: {
  readonly name: string;
  readonly label: string;
  readonly values: Readonly<Record<Value, Words>>;
}) {
  const { name, label, values } = props;
  return (
    <select name={name} aria-label={label} title={label}>
      {Object.entries<Words>(values).map(([value, { zh, en }]) => (
        <option key={value} value={value}>
          {zh} {en}
        </option>
      ))}
    </select>
  );
}

export function NumberField(props: {
  readonly name: string;
  readonly label: string;
  readonly value: number;
  readonly most: number;
  readonly least?: number;
  readonly step?: number;
}) {
  const { name, label, value, most, least = 0, step = 1 } = props;
  return (
    <input
      class="number"
      type="number"
      name={name}
      aria-label={label}
      title={label}
      defaultValue={String(value)}
      min={least}
      max={most}
      step={step}
      required
    />
  );
}

/** Over the two keys of everything that can be ordered to go wrong. */
export const orderColumns = <small>next time · until cleared</small>;
