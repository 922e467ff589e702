import { isAside } from '../keys/aside.ts';

/** For `ref`: an element that has just come onto the page takes the focus, so that reading goes on from there. */
export function takeFocus(element: HTMLElement | null): void {
  if (element && !isAside(element.ownerDocument)) element.focus({ preventScroll: true });
}
