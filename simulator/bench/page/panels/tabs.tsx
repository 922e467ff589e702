import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';

export interface TabWords {
  readonly zh: string;
  readonly en: string;
  /** What can be read of it without opening it. */
  readonly lamp?: { readonly state: 'warn' | 'stop'; readonly words: string } | undefined;
  readonly count?: number;
}

/** A row of tabs and the panel of the chosen one. Arrow keys go along the row. */
export function Tabs<Name extends string>(props: {
  readonly label: string;
  readonly id: string;
  readonly tabs: Readonly<Record<Name, TabWords>>;
  readonly chosen: Name;
  readonly choose: (name: Name) => void;
  readonly children: ComponentChildren;
}) {
  const { label, id, tabs, chosen, choose, children } = props;
  const row = useRef<HTMLDivElement>(null);
  const names = Object.keys(tabs) as Name[];

  function go(event: KeyboardEvent): void {
    const at = names.indexOf(chosen);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: names.length - 1 }[event.key];
    const name = to === undefined ? undefined : names.at(to % names.length);
    if (name === undefined) return;
    event.preventDefault();
    choose(name);
    row.current?.querySelector<HTMLElement>(`[data-tab="${name}"]`)?.focus();
  }

  return (
    <>
      <div class="panel-tabs" role="tablist" aria-label={label} ref={row} onKeyDown={go}>
        {names.map((name) => {
          const { zh, en, lamp, count } = tabs[name];
          return (
            <button
              key={name}
              type="button"
              role="tab"
              data-tab={name}
              id={`${id}-${name}-tab`}
              aria-controls={`${id}-panel`}
              aria-selected={name === chosen}
              tabIndex={name === chosen ? 0 : -1}
              title={lamp?.words}
              onClick={() => choose(name)}
            >
              {lamp && <i class={`mark ${lamp.state}`} aria-hidden="true" />}
              {zh}
              {count !== undefined && <b>{count}</b>} <small>{en}</small>
            </button>
          );
        })}
      </div>
      <div class="panel-body" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${chosen}-tab`}>
        {children}
      </div>
    </>
  );
}
