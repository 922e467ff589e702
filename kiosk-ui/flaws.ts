/**
 * Everything on the page that an eye or a finger would miss, in words: text that is cut off or leaves its box, targets
 * that are small, near to one another or off the glass, a sentence broken where it should not be. Runs in the page, so
 * it uses nothing from outside itself. `ppi` is the screen's.
 */
export function flaws(ppi: number): string[] {
  const mm = ppi / 25.4;
  const found: string[] = [];
  const said = (element: Element) => `<${element.className || element.tagName}> ${element.textContent?.slice(0, 24)}`;
  const cover = document.querySelector('.cover');
  const whole = document.querySelector('.page') as HTMLElement;

  for (const element of whole.querySelectorAll('*')) {
    if (!(element instanceof HTMLElement)) continue;
    const { overflowX, overflowY } = getComputedStyle(element);
    if (overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1)
      found.push(`too wide: ${said(element)}`);
    if (overflowY !== 'visible' && element.scrollHeight > element.clientHeight + 1)
      found.push(`too tall by ${element.scrollHeight - element.clientHeight}: ${said(element)}`);
  }

  const boxes = 'button, .card, .thing, li, section, .head, .body, header, footer, .sheet, .page';
  const texts = document.createTreeWalker(whole, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    const box = node.parentElement?.closest(boxes)?.getBoundingClientRect();
    if (!box || !node.textContent?.trim()) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const text of range.getClientRects()) {
      // A line's box is higher than its letters.
      const slack = text.height / 5;
      if (
        text.left < box.left - 1 ||
        text.right > box.right + 1 ||
        text.top < box.top - slack ||
        text.bottom > box.bottom + slack
      )
        found.push(`text leaves its box: ${node.textContent}`);
    }
  }

  // A sentence breaks where its words say so; Latin letters may need one line more.
  const sentence = whole.querySelector('.frame:not(.frame-attract) .sentence span');
  if (sentence && innerHeight > innerWidth) {
    const range = document.createRange();
    range.selectNodeContents(sentence);
    const lines = new Set(
      [...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top)),
    );
    const meant = sentence.textContent?.split('\n').length ?? 1;
    const latin = document.documentElement.lang.startsWith('en') ? 1 : 0;
    if (lines.size > meant + latin) found.push(`${lines.size} lines instead of ${meant}: ${sentence.textContent}`);
  }

  const buttons = [...(cover ?? whole).querySelectorAll('button')].filter((it) =>
    it.checkVisibility({ visibilityProperty: true }),
  );
  const rects = buttons.map((button) => button.getBoundingClientRect());
  rects.forEach((rect, at) => {
    const name = said(buttons[at] as HTMLElement);
    if (Math.min(rect.width, rect.height) < 15 * mm - 0.5)
      found.push(`target of ${(rect.width / mm).toFixed(1)} × ${(rect.height / mm).toFixed(1)} mm: ${name}`);
    if (rect.left < 0 || rect.top < 0 || rect.right > innerWidth || rect.bottom > innerHeight)
      found.push(`outside the glass: ${name}`);
    rects.slice(at + 1).forEach((other) => {
      const across = Math.max(other.left - rect.right, rect.left - other.right, 0);
      const down = Math.max(other.top - rect.bottom, rect.top - other.bottom, 0);
      if (Math.hypot(across, down) < 3 * mm - 0.5) found.push(`nearer than 3 mm to another: ${name}`);
    });
  });
  return found;
}
