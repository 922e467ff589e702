/** A browser draws a touched button as `:active` some 150 ms late, when a quick tap is long over: here it looks so at once. */
export function showTouch(page: Document): void {
  let touched: Element | null = null;
  const lift = () => {
    touched?.removeAttribute('data-touched');
    touched = null;
  };
  page.addEventListener('pointerdown', ({ target }) => {
    lift();
    touched = target instanceof Element ? target.closest('button') : null;
    touched?.setAttribute('data-touched', '');
  });
  for (const over of ['pointerup', 'pointercancel']) page.addEventListener(over, lift);
}
