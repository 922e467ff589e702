/**
 * Where the parts are that are the same on every screen, in whole pixels: those at a side by that side, those in the
 * middle by their middle. Runs in the page, so it uses nothing from outside itself.
 */
export function places(): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  const of = (name: string, selector: string, across: (rect: DOMRect) => number) => {
    const rect = document.querySelector(selector)?.getBoundingClientRect();
    if (rect && rect.width > 0) found[name] = [across(rect), rect.top, rect.bottom].map(Math.round).join(' ');
  };
  of('back', '.frame .back', ({ left }) => left);
  // Where the screen is covered there is a way out on the cover, too.
  of('end', '.cover .end, .page:not(:has(.cover)) .end', ({ left, right }) => (left + right) / 2);
  of('clock', '.clock', ({ right }) => right);
  for (const comfort of ['elder', 'contrast', 'lowered', 'voice'])
    of(comfort, `.comfort-${comfort}`, ({ left }) => left);
  of('language', '.comfort.language', ({ left }) => left);
  const seconds = document.querySelector('.frame .seconds')?.getBoundingClientRect();
  if (seconds) found.seconds = [seconds.right, (seconds.top + seconds.bottom) / 2].map(Math.round).join(' ');
  return found;
}

/** Gathers places over many screens. */
export function createAtlas() {
  const seen = new Map<string, Map<string, string[]>>();
  return {
    take(title: string, places: Readonly<Record<string, string>>): void {
      for (const [part, place] of Object.entries(places)) {
        const of = seen.get(part) ?? new Map<string, string[]>();
        seen.set(part, of.set(place, [...(of.get(place) ?? []), title]));
      }
    },
    parts: (): readonly string[] => [...seen.keys()],
    /** The screens on which a part is not where it mostly is. */
    moved: (): string[] =>
      [...seen].flatMap(([part, places]) => {
        const [usual, ...others] = [...places].sort(([, a], [, b]) => b.length - a.length);
        return others.map(([place, titles]) => `${part} at ${place}, not at ${usual?.[0]}: ${titles.join(', ')}`);
      }),
  };
}
