/** For `ref`: an element that has just come onto the page takes the focus, so that reading goes on from there. */
export function takeFocus(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true });
}
