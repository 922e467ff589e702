/**
 * Everything on the page that an eye or a finger would miss, in words: text that is cut off, small, covered or leaves its
 * box, targets that are small, near to one another or off the glass, a sentence broken where it should not be. Runs in
 * the page, so it uses nothing from outside itself. `ppi` is the screen's. What is cut off on purpose, and can be read in
 * full elsewhere, says so by `data-clamped`.
 */
export function flaws(ppi: number): string[] {
  const mm = ppi / 25.4;
  const found = new Set<string>();
  const modes = document.documentElement.dataset.modes?.split(' ') ?? [];
  const elder = modes.includes('elder') ? 1 : 0;
  const upright = innerHeight > innerWidth;
  const said = (element: Element) => {
    const name = element.getAttribute('class') || element.tagName;
    return `<${name}> ${element.textContent?.slice(0, 24)}`;
  };
  const size = (pixels: number) => (pixels / mm).toFixed(1);
  const cover = document.querySelector('.cover');
  const whole = document.querySelector('.page') as HTMLElement;

  function lookForCutOff(): void {
    for (const element of whole.querySelectorAll('*')) {
      if (!(element instanceof HTMLElement) || element.closest('[data-clamped]')) continue;
      const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
      if (overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1)
        found.add(`${textOverflow === 'ellipsis' ? 'ends in dots' : 'too wide'}: ${said(element)}`);
      if (overflowY !== 'visible' && element.scrollHeight > element.clientHeight + 1)
        found.add(`too tall by ${element.scrollHeight - element.clientHeight}: ${said(element)}`);
    }
  }

  const linesOf = (node: Node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
  };
  const holds = ({ left, right, top, bottom }: DOMRect, x: number, y: number, slack = 0) =>
    left <= x && x <= right && top + slack <= y && y <= bottom - slack;

  /** Whether an element's own ground, stroke or letters are at a point that it was found at. */
  function paints(element: Element, x: number, y: number): boolean {
    if (element instanceof SVGGeometryElement) return true;
    const ground = getComputedStyle(element).backgroundColor;
    if (!/^rgba\(.*, 0\)$/.test(ground) && holds(element.getBoundingClientRect(), x, y)) return true;
    const words = [...element.childNodes].filter((it) => it.nodeType === Node.TEXT_NODE);
    return words.some((it) => linesOf(it).some((line) => holds(line, x, y, line.height / 5)));
  }
  function liesOver(parent: Element, x: number, y: number): Element | undefined {
    const upper = document.elementsFromPoint(x, y);
    const own = upper.findIndex((it) => it.contains(parent) || parent.contains(it));
    return upper.slice(0, Math.max(0, own)).find((it) => paints(it, x, y));
  }

  const boxes = 'button, .card, .thing, li, section, .head, .body, header, footer, .sheet, .page';

  function lookAtText(node: Node, parent: Element): void {
    const text = node.textContent?.trim() ?? '';
    const box = parent.closest(boxes)?.getBoundingClientRect();
    const lines = linesOf(node);
    const scale = parent instanceof SVGGraphicsElement ? (parent.getScreenCTM()?.d ?? 1) : 1;
    const letters = Number.parseFloat(getComputedStyle(parent).fontSize) * scale;
    const smallest = elder ? 4 * 1.4 : 4;
    if (lines.length > 0 && letters < smallest * mm - 0.1) found.add(`letters of ${size(letters)} mm: ${text}`);
    for (const line of lines) {
      // A line's box is higher than its letters.
      const slack = line.height / 5;
      if (
        box &&
        (line.left < box.left - 1 ||
          line.right > box.right + 1 ||
          line.top < box.top - slack ||
          line.bottom > box.bottom + slack)
      )
        found.add(`text leaves its box: ${text}`);
      for (const part of parent.closest('[inert]') ? [] : [0.1, 0.5, 0.9]) {
        const over = liesOver(parent, line.left + part * line.width, line.top + line.height / 2);
        if (over) found.add(`${said(over)} lies over: ${text}`);
      }
    }
  }

  function lookAtTexts(): void {
    // What no finger meets can hide a word, too.
    const solid = new CSSStyleSheet();
    solid.replaceSync('* { pointer-events: auto !important }');
    document.adoptedStyleSheets.push(solid);
    const texts = document.createTreeWalker(whole, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const parent = texts.currentNode.parentElement;
      if (!parent?.checkVisibility({ visibilityProperty: true }) || parent.closest('[data-clamped]')) continue;
      if (texts.currentNode.textContent?.trim()) lookAtText(texts.currentNode, parent);
    }
    document.adoptedStyleSheets.pop();
  }

  /** A sentence breaks where its words say so; Latin letters, and larger ones, may need one line more. */
  function lookAtSentence(): void {
    const sentence = whole.querySelector('.frame:not(.frame-attract) .sentence span');
    if (!sentence || !upright) return;
    const lines = new Set(linesOf(sentence).map(({ top }) => Math.round(top))).size;
    const meant = sentence.textContent?.split('\n').length ?? 1;
    const latin = document.documentElement.lang.startsWith('en') ? 1 : 0;
    if (lines > meant + latin + elder) found.add(`${lines} lines instead of ${meant}: ${sentence.textContent}`);
  }

  function lookAtTargets(): void {
    const buttons = [...(cover ?? whole).querySelectorAll('button')].filter((it) =>
      it.checkVisibility({ visibilityProperty: true }),
    );
    const rects = buttons.map((button) => button.getBoundingClientRect());
    // Fifteen millimetres, and on whatever glass no fewer pixels than a browser's own rule asks for.
    const least = Math.max(15 * mm, 44);
    const lowered = modes.includes('lowered') && upright;
    rects.forEach((rect, at) => {
      const name = said(buttons[at] as HTMLElement);
      if (Math.min(rect.width, rect.height) < least - 0.5)
        found.add(`target of ${size(rect.width)} × ${size(rect.height)} mm: ${name}`);
      if (rect.left < 0 || rect.top < 0 || rect.right > innerWidth || rect.bottom > innerHeight)
        found.add(`outside the glass: ${name}`);
      if (lowered && rect.top < innerHeight / 2) found.add(`not in the lower half of the glass: ${name}`);
      rects.slice(at + 1).forEach((other) => {
        const across = Math.max(other.left - rect.right, rect.left - other.right, 0);
        const down = Math.max(other.top - rect.bottom, rect.top - other.bottom, 0);
        if (Math.hypot(across, down) < 3 * mm - 0.5) found.add(`nearer than 3 mm to another: ${name}`);
      });
    });
  }

  lookForCutOff();
  lookAtTexts();
  lookAtSentence();
  lookAtTargets();
  return [...found];
}
