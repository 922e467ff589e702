/** The focus is never lost between two drawings: it stays, goes to the next best place, or to the heading. */
import { isAside } from './aside.ts';

/** Turned to the last page, a pager hides the button that was pressed: the way back is at its other end. */
function otherEnd(button: Element | undefined): Element | undefined {
  const ends = [...(button?.closest('.pager')?.querySelectorAll('button') ?? [])];
  return button === ends[0] ? ends.at(-1) : ends[0];
}

const canHaveIt = (element: Element | null | undefined): element is HTMLElement =>
  element?.isConnected === true && !element.matches('body, :disabled') && !element.closest('[inert]');

export function createFocusKeeper(page: Document) {
  /** Where the focus was; kept as long as nothing on the glass can have it. */
  let before: Element | undefined;
  return {
    /** Draws, and sees to the focus. What `draw` itself gave the focus keeps it. */
    around(draw: () => void): void {
      if (canHaveIt(page.activeElement)) before = page.activeElement;
      draw();
      if (isAside(page)) return;
      const places = [
        page.activeElement,
        before,
        otherEnd(before),
        ...page.querySelectorAll('.sentence, h2.sheet-title'),
      ];
      const place = places.find(canHaveIt);
      if (!place) return;
      before = undefined;
      if (place !== page.activeElement) place.focus({ preventScroll: true });
    },
    forget(): void {
      before = undefined;
    },
  };
}
