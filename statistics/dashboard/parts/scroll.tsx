import type { ComponentChildren } from 'preact';

/** A table that may be wider than its place: scrolled with a finger, or with the arrow keys once it has the focus. */
export const Scroll = ({ label, children }: { readonly label: string; readonly children: ComponentChildren }) => (
  // biome-ignore lint/a11y/useSemanticElements: no fieldset; it only has a name for whoever arrives by keyboard.
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
  <div class="scroll" role="group" aria-label={label} tabIndex={0}>
    {children}
  </div>
);
