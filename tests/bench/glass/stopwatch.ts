/** What runs inside the page: an empty button, and a stopwatch that serves it and the page's own alike. */

export interface Stopwatch {
  /** Where a finger has to go; from here on the watch waits for the next change. */
  aimAt(what: 'page' | 'toggle'): readonly [x: number, y: number];
  /** Milliseconds from the finger's lift until what it changed is on the glass. */
  readonly painted: Promise<number>;
  /** Milliseconds from the finger's touch until what lies under it looks pressed. */
  readonly pressed: Promise<number>;
}

declare global {
  interface Window {
    stopwatch: Stopwatch;
  }
}

export function bringStopwatch(): void {
  const toggle = document.createElement('button');
  toggle.type = 'button';
  Object.assign(toggle.style, { position: 'fixed', left: '0', top: '0', zIndex: '9' });
  toggle.onclick = () => {
    const on = toggle.dataset.on !== 'true';
    toggle.dataset.on = String(on);
    toggle.style.backgroundColor = on ? 'teal' : 'white';
  };
  document.body.append(toggle);

  /** The next frame begins when what the one before it drew has gone to the glass. */
  const afterPaint = (task: () => void) => requestAnimationFrame(() => requestAnimationFrame(task));
  const looksOf = (button: Element) => {
    const { clipPath, backgroundColor, transform } = getComputedStyle(button);
    return button.isConnected ? `${clipPath} ${backgroundColor} ${transform}` : 'gone';
  };
  const standing = () =>
    `${document.querySelector<HTMLElement>('.page')?.dataset.revision} ${toggle.dataset.on ?? 'false'}`;

  let lifted = 0;
  let painted = Promise.withResolvers<number>();
  let pressed = Promise.withResolvers<number>();
  let before = standing();

  addEventListener('pointerup', ({ timeStamp }) => (lifted = timeStamp), { capture: true });
  new MutationObserver(() => {
    if (standing() === before) return;
    before = standing();
    const [since, { resolve }] = [lifted, painted];
    afterPaint(() => resolve(performance.now() - since));
  }).observe(document.documentElement, {
    subtree: true,
    childList: true,
    attributeFilter: ['data-revision', 'data-on'],
  });

  addEventListener(
    'pointerdown',
    ({ target, timeStamp }) => {
      const button = (target as Element).closest('button');
      if (!button) return;
      const { resolve } = pressed;
      const asBefore = looksOf(button);
      const look = () => {
        const now = performance.now();
        if (looksOf(button) === asBefore) requestAnimationFrame(look);
        // This frame draws it, the next one finds it drawn.
        else requestAnimationFrame(() => resolve(Math.max(now, performance.now()) - timeStamp));
      };
      requestAnimationFrame(look);
    },
    { capture: true },
  );

  window.stopwatch = {
    aimAt(what) {
      painted = Promise.withResolvers();
      pressed = Promise.withResolvers();
      const ofPage = [...document.querySelectorAll('button')].filter(
        (it) => it !== toggle && !it.disabled && !it.closest('[inert]') && !it.matches('[data-local]'),
      );
      const own = ofPage.find((it) => !it.matches('.comfort')) ?? ofPage[0];
      const button = what === 'toggle' ? toggle : own;
      if (!button) throw new Error('there is nothing to press');
      const { x, y, width, height } = button.getBoundingClientRect();
      return [x + width / 2, y + height / 2];
    },
    get painted() {
      return painted.promise;
    },
    get pressed() {
      return pressed.promise;
    },
  };
}
