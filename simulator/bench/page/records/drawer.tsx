import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

/** Shares of the window's height. */
const usual = 0.42;
const [least, most] = [0.06, 0.9];

/**
 * Under the panels, or along the foot of the whole page; its upper edge is drawn up and down, and a double click on it
 * closes and opens it.
 */
export function Drawer({ children }: { readonly children: ComponentChildren }) {
  const [height, pull] = useState(usual);
  const [wide, widen] = useState(false);
  const within = (share: number) => Math.min(Math.max(share, least), most);

  function drag(event: PointerEvent): void {
    if (event.buttons !== 1) return;
    pull(within(1 - event.clientY / innerHeight));
  }
  function onKeyDown({ key }: KeyboardEvent): void {
    if (key === 'ArrowUp') pull(within(height + 0.05));
    if (key === 'ArrowDown') pull(within(height - 0.05));
  }

  return (
    <section class={wide ? 'drawer wide' : 'drawer'} style={{ height: `${height * 100}dvh` }}>
      {/* biome-ignore lint/a11y/useSemanticElements: a rule between two parts cannot be drawn up and down */}
      <div
        class="drawer-edge"
        role="separator"
        tabIndex={0}
        aria-label="记录的高度 Height of the records"
        aria-valuenow={Math.round(height * 100)}
        aria-orientation="horizontal"
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onDblClick={() => pull(height > least ? least : usual)}
        onKeyDown={onKeyDown}
      />
      <button type="button" class="widen" aria-pressed={wide} onClick={() => widen(!wide)}>
        ⟷ <small>{wide ? '收窄 narrower' : '展宽 wider'}</small>
      </button>
      {children}
    </section>
  );
}
