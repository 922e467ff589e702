import type { ComponentChildren } from 'preact';

const tabs = [
  ['timeline', '时间线', 'Timeline'],
  ['trace', '字节', 'Trace'],
  ['charts', '状态图', 'State charts'],
] as const;
export type Tab = (typeof tabs)[number][0];

export interface HeadProps {
  readonly tab: Tab;
  readonly open: (tab: Tab) => void;
  /** What can be done with the sheet that is open. */
  readonly children: ComponentChildren;
}

/** The sheets by name, and beside them the tools of the one that is open. */
export function Head({ tab, open, children }: HeadProps) {
  return (
    <div class="record-head">
      <div class="record-tabs" role="tablist" aria-label="记录 Records">
        {tabs.map(([name, zh, en]) => (
          <button type="button" role="tab" key={name} aria-selected={name === tab} onClick={() => open(name)}>
            {zh} <small>{en}</small>
          </button>
        ))}
      </div>
      {children}
    </div>
  );
}
