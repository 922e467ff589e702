export interface Chip {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly count: number;
}

export interface ChipsProps {
  readonly label: string;
  readonly chips: readonly Chip[];
  /** Keys of what is left out. */
  readonly without: ReadonlySet<string>;
  readonly leaveOut: (without: ReadonlySet<string>) => void;
}

/** What is shown, kind by kind: a click takes one out or in; after a double click, or one with Alt, it is the only one, and again all are. */
export function Chips({ label, chips, without, leaveOut }: ChipsProps) {
  const others = (key: string) => chips.map((chip) => chip.key).filter((it) => it !== key);
  function press(key: string, alone: boolean): void {
    const all = chips.map((chip) => chip.key);
    const next = new Set(without);
    if (alone) {
      const isAlone = !without.has(key) && others(key).every((it) => without.has(it));
      for (const it of all) next.delete(it);
      if (!isAlone) for (const it of others(key)) next.add(it);
    } else if (!next.delete(key)) next.add(key);
    leaveOut(next);
  }
  return (
    <fieldset class="kind-chips" aria-label={label}>
      {chips.map(({ key, zh, en, count }) => (
        <button
          type="button"
          key={key}
          class={`kind-chip is-${key.replace(' ', '-')}`}
          aria-pressed={!without.has(key)}
          title="点击：去掉或放回；双击：只看它 Click: out or in; double click: only this"
          onClick={(event) => press(key, event.altKey)}
          onDblClick={() => press(key, true)}
        >
          {zh} <small>{en}</small> <b>{count}</b>
        </button>
      ))}
    </fieldset>
  );
}
