import { render } from 'preact';
import type { Modes } from '../terminal/screen/modes.ts';
import type { Shown, Tap } from '../terminal/screen.ts';
import { App, staged } from './app.tsx';
import { createCalm, type Drawing } from './calm.ts';
import { showTouch } from './finger.ts';
import { OneMoment } from './frame/one-moment.tsx';
import { createFocusKeeper } from './keys/focus.ts';
import { listenToKeys } from './keys/keys.ts';
import { connect, type SocketPorts } from './socket.ts';
import { nameOf } from './speech/name-of.ts';
import { createNarrator } from './speech/narrator.ts';
import { promptOf } from './speech/prompt.ts';
import { type Speech, webSpeaker } from './speech/speaker.ts';
import { catalogues } from './texts/language.ts';

const modesOn = (modes: Modes) => Object.entries(modes).flatMap(([mode, isOn]) => (isOn ? mode : []));

export interface GlassPorts extends Pick<SocketPorts, 'open' | 'warn'> {
  /** Where the page is drawn. */
  readonly glass: Element;
  /** Where the terminal listens. */
  readonly url: string;
  readonly after: (milliseconds: number, task: () => void) => () => void;
  readonly speech: Speech | undefined;
  /** Instead of the pixels per inch that the terminal says, where the page is not on a terminal's glass. */
  readonly ppi?: number;
}

/** Every piece of the font is fetched once, so that no name of a patient or a doctor ever shows up in another face. */
function warmFont(page: Document, warn: (message: string) => void): void {
  for (const face of page.fonts) face.load().catch(() => warn('a piece of the font did not load'));
}

const nobodyHere = ({ screen }: Shown) => ['starting', 'attract', 'outOfService'].includes(screen.name);

/** The page at work: draws what the terminal shows, says it where it is to be said, and takes fingers and keys. */
export function openGlass({ glass, url, open, after, warn, speech, ppi }: GlassPorts): void {
  const page = glass.ownerDocument;
  const root = page.documentElement;
  const focus = createFocusKeeper(page);
  let drawn: Drawing | undefined;
  let caption: string | undefined;
  let pressed: Element | null = null;
  let putting = false;

  function tap(it: Tap): void {
    if (!drawn || drawn.waiting || drawn.lost) return;
    pressed = page.activeElement;
    send(it);
  }

  const narrator = createNarrator({
    speaker: speech && webSpeaker(speech),
    after,
    captioned(text) {
      if (text === caption) return;
      caption = text;
      if (drawn) put(drawn);
    },
  });

  function put(drawing: Drawing) {
    const { language, modes, ppi: told, hospital } = drawing.shown.surround;
    root.lang = catalogues[language].locale;
    root.dataset.modes = modesOn(modes).join(' ');
    root.style.setProperty('--ppi', String(ppi ?? told));
    page.title = hospital[language];
    const onStage = staged(drawing.shown, tap);
    putting = true;
    try {
      focus.around(() => render(<App {...drawing} staged={onStage} caption={caption} />, glass));
    } finally {
      putting = false;
    }
    return onStage;
  }

  /** Whoever was here has gone: nothing of the visit stays on the page, nor behind it. */
  function forget(): void {
    render(null, glass);
    focus.forget();
    pressed = null;
    // A browser keeps the text in which a pattern was last found, until another one is.
    /^/.test('');
  }

  function draw(next: Drawing): void {
    const before = drawn;
    if (before && nobodyHere(next.shown) && !nobodyHere(before.shown)) forget();
    if (next.waiting) pressed?.setAttribute('data-pressed', '');
    else if (next.revision !== before?.revision) {
      pressed?.removeAttribute('data-pressed');
      pressed = null;
    }
    try {
      const onStage = put(next);
      drawn = next;
      if (!next.waiting) narrator.tell(next.lost ? undefined : promptOf(next.shown, onStage));
    } catch (thrown) {
      // Half drawn is not drawn: begin anew with what was there before.
      render(null, glass);
      if (before) put(before);
      throw thrown;
    }
    if (!before) warmFont(page, warn);
  }

  let calm = createCalm({ after, draw, warn });

  function forgetWhatWasShown(): void {
    forget();
    drawn = undefined;
    calm = createCalm({ after, draw, warn });
    narrator.tell(undefined);
    root.lang = catalogues.zh.locale;
    root.dataset.modes = '';
  }

  const send = connect(url, {
    open,
    warn,
    after,
    changed(shown, lost) {
      if (shown) return calm(shown, lost);
      if (drawn) forgetWhatWasShown();
      render(<OneMoment words={catalogues.zh} />, glass);
    },
  });

  showTouch(page);
  listenToKeys(page);
  page.addEventListener('focusin', ({ target }) => {
    // Where a key has led, not a finger and not a new screen.
    if (putting || !drawn || !(target instanceof HTMLButtonElement) || !target.matches(':focus-visible')) return;
    narrator.name(nameOf(target, catalogues[drawn.shown.surround.language]));
  });
  // A finger resting on the glass must not open a menu, mark a text or drag a picture about.
  for (const kind of ['contextmenu', 'dragstart', 'selectstart']) {
    page.addEventListener(kind, (event) => event.preventDefault());
  }
}
