/**
 * Everything on the page that is too faint to be seen by weak eyes, in words, measured from the colours that really lie
 * upon one another: letters below 7 : 1 (4.5 : 1 where there is nothing to be pressed now), signs, edges of what can be
 * pressed, and the ring around what has the keyboard below 3 : 1. Runs in the page, so it uses nothing from outside
 * itself.
 */
export function faint(what: 'words' | 'edges'): string[] {
  type Paint = readonly [red: number, green: number, blue: number, alpha: number];
  const found = new Set<string>();
  const cover = document.querySelector('.cover');
  const whole = cover ?? (document.querySelector('.page') as HTMLElement);
  const visible = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true }) && !element.closest('[inert]');
  const said = (element: Element) =>
    `<${element.getAttribute('class') || element.tagName}> ${element.textContent?.slice(0, 24)}`;

  function paintIn(colour: string): Paint {
    const numbers = colour.match(/-?[\d.]+(?:e-?\d+)?/g)?.map(Number) ?? [];
    const [red = 0, green = 0, blue = 0, alpha = 1] = numbers;
    if (/^rgba?\(/.test(colour)) return [red, green, blue, alpha];
    if (/^color\(srgb /.test(colour)) return [red * 255, green * 255, blue * 255, alpha];
    if (colour !== 'none') found.add(`not understood: ${colour}`);
    return [0, 0, 0, 0];
  }

  const over = (upper: Paint, lower: Paint): Paint => {
    const [red, green, blue, alpha] = upper;
    const mixed = (mine: number, other: number) => mine * alpha + other * (1 - alpha);
    return [mixed(red, lower[0]), mixed(green, lower[1]), mixed(blue, lower[2]), 1];
  };

  function brightness([red, green, blue]: Paint): number {
    const linear = (value: number) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    };
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  }
  const ratio = (one: Paint, other: Paint) => {
    const [darker = 0, lighter = 0] = [brightness(one), brightness(other)].sort((a, b) => a - b);
    return (lighter + 0.05) / (darker + 0.05);
  };

  const holds = (element: Element, x: number, y: number) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return left <= x && x <= right && top <= y && y <= bottom;
  };

  /** What an element itself paints behind what is in it. */
  function fillOf(element: Element): Paint {
    const style = getComputedStyle(element);
    if (element instanceof SVGGeometryElement) {
      const [red, green, blue, alpha] = paintIn(style.fill);
      return [red, green, blue, alpha * Number(style.fillOpacity)];
    }
    if (style.backgroundImage !== 'none') found.add(`a picture behind words: ${said(element)}`);
    return paintIn(style.backgroundColor);
  }

  /**
   * What lies at a point under an element's own words (`from` it downward), or around an element (`without` it). Nothing
   * where the element is cut off there.
   */
  function ground(x: number, y: number, at: { from: Element } | { without: Element }): Paint | undefined {
    const stack = document.elementsFromPoint(x, y);
    const start = 'from' in at ? stack.indexOf(at.from) : 0;
    if (start < 0 || stack.length === 0) return undefined;
    const without = 'without' in at ? at.without : undefined;
    // What is met outside its own box is met by a pseudo-element of it, and those here have no colour behind words.
    const layers = stack.slice(start).filter((it) => !without?.contains(it) && holds(it, x, y));
    let upper: readonly Paint[] = [];
    for (const layer of layers) {
      const fill = fillOf(layer);
      if (fill[3] > 0) upper = [fill, ...upper];
      if (fill[3] >= 1) break;
    }
    return upper.reduce((lower, fill) => over(fill, lower), [255, 255, 255, 1] as Paint);
  }

  function lookAtWords(): void {
    const texts = document.createTreeWalker(whole, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const parent = texts.currentNode.parentElement;
      const text = texts.currentNode.textContent?.trim();
      if (!parent || !text || !visible(parent)) continue;
      const { color, fill } = getComputedStyle(parent);
      const ink = paintIn(parent instanceof SVGElement ? fill : color);
      const range = document.createRange();
      range.selectNodeContents(texts.currentNode);
      const least = parent.closest(':disabled, [aria-disabled="true"]') ? 4.5 : 7;
      for (const line of range.getClientRects()) {
        const behind = ground(line.left + line.width / 2, line.top + line.height / 2, { from: parent });
        if (!behind) continue;
        const measured = ratio(over(ink, behind), behind);
        if (line.width > 1 && measured < least) found.add(`letters of ${measured.toFixed(2)} : 1: ${text}`);
      }
    }
  }

  function lookAtSigns(): void {
    for (const sign of whole.querySelectorAll('svg.icon, svg.mark, svg.errand-icon')) {
      if (!visible(sign)) continue;
      const { left, top, width, height } = sign.getBoundingClientRect();
      const behind = ground(left + width / 2, top + height / 2, { without: sign });
      if (!behind) continue;
      const measured = ratio(over(paintIn(getComputedStyle(sign).stroke), behind), behind);
      if (measured < 3) found.add(`a sign of ${measured.toFixed(2)} : 1: ${said(sign.parentElement ?? sign)}`);
    }
  }

  /** Colours an element's outermost line may have on one side: border, ring, or its own fill. */
  function edgesOf(element: Element, side: 'Left' | 'Right' | 'Top' | 'Bottom'): readonly Paint[] {
    const style = getComputedStyle(element);
    const border = Number.parseFloat(style[`border${side}Width`]) > 0 ? [paintIn(style[`border${side}Color`])] : [];
    // A ring is a shadow without an offset and a blur: rgb(…) 0px 0px 0px 3px inset.
    const rings = [...style.boxShadow.matchAll(/(rgba?\([^)]*\)|color\([^)]*\)) 0px 0px 0px ([\d.]+)px/g)].flatMap(
      ([, colour = '', spread = '0']) => (Number(spread) > 0 ? [paintIn(colour)] : []),
    );
    return [fillOf(element), ...border, ...rings];
  }

  function lookAtEdges(): void {
    const before = document.activeElement;
    for (const button of whole.querySelectorAll<HTMLElement>('button:not(:disabled)')) {
      if (!visible(button)) continue;
      const { left, right, top, bottom } = button.getBoundingClientRect();
      const around = [
        ['Left', left - 2, (top + bottom) / 2],
        ['Right', right + 2, (top + bottom) / 2],
        ['Top', (left + right) / 2, top - 2],
        ['Bottom', (left + right) / 2, bottom + 2],
      ] as const;
      const outside = around.flatMap(([side, x, y]) => {
        const behind = ground(x, y, { without: button });
        return behind ? [[side, behind] as const] : [];
      });
      const faintest = Math.min(
        ...outside.map(([side, behind]) =>
          Math.max(...edgesOf(button, side).map((it) => ratio(over(it, behind), behind))),
        ),
      );
      // What cannot be pressed now keeps the keyboard, but need not look as if it could.
      const pressable = button.ariaDisabled !== 'true';
      if (pressable && faintest < 3) found.add(`an edge of ${faintest.toFixed(2)} : 1: ${said(button)}`);
      button.focus({ preventScroll: true });
      const { outlineStyle, outlineColor, outlineWidth, outlineOffset } = getComputedStyle(button);
      const ring = outlineStyle === 'none' ? ([0, 0, 0, 0] as const) : paintIn(outlineColor);
      // A ring drawn inside lies on the button's own fill.
      const inside = Number.parseFloat(outlineOffset) + Number.parseFloat(outlineWidth) <= 0;
      const lies = outside.map(([, behind]) => (inside ? over(fillOf(button), behind) : behind));
      const least = Math.min(...lies.map((behind) => ratio(over(ring, behind), behind)));
      if (least < 3) found.add(`a ring of ${least.toFixed(2)} : 1: ${said(button)}`);
    }
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  }

  // What no finger meets has a colour, too.
  const solid = new CSSStyleSheet();
  solid.replaceSync('* { pointer-events: auto !important }');
  document.adoptedStyleSheets.push(solid);
  if (what === 'words') {
    lookAtWords();
    lookAtSigns();
  } else lookAtEdges();
  document.adoptedStyleSheets.pop();
  return [...found];
}
