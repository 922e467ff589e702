import './tokens.css';
import './page.css';
import './motion.css';
import { render } from 'preact';
import type { Shown } from '../terminal/screen.ts';
import { App } from './app.tsx';
import { OneMoment } from './frame/one-moment.tsx';
import { connect, type Line, socketAddress } from './socket.ts';
import { catalogues } from './texts/language.ts';

const root = document.documentElement;
let drawn: Shown | undefined;

/** Every piece of the font is fetched once, so that no name of a patient or a doctor ever shows up in another face. */
function warmFont(): void {
  for (const face of document.fonts) face.load().catch(() => console.warn('a piece of the font did not load'));
}

function draw(glass: Element, shown: Shown, lost: boolean): void {
  const { language, ppi, hospital } = shown.surround;
  root.lang = catalogues[language].locale;
  root.style.setProperty('--ppi', String(ppi));
  document.title = hospital[language];
  render(<App shown={shown} lost={lost} tap={tap} />, glass);
}

function changed(shown: Shown | undefined, lost: boolean): void {
  const glass = document.getElementById('glass');
  if (!glass) return;
  if (!shown) {
    render(<OneMoment words={catalogues.zh} />, glass);
    return;
  }
  try {
    draw(glass, shown, lost);
  } catch (thrown) {
    // Half drawn is not drawn: begin anew with what was there before.
    render(null, glass);
    if (drawn) draw(glass, drawn, lost);
    throw thrown;
  }
  if (!drawn) warmFont();
  drawn = shown;
}

const tap = connect(socketAddress(location.href), {
  open(url) {
    const socket = new WebSocket(url);
    const line: Line = { onmessage: null, onclose: null, send: (text) => socket.send(text) };
    socket.onmessage = (event) => line.onmessage?.(event);
    socket.onclose = ({ code }) => line.onclose?.(code);
    return line;
  },
  after: (milliseconds, task) => setTimeout(task, milliseconds),
  warn: (message) => console.warn(message),
  changed,
});

// A finger resting on the glass must not open a menu, mark a text or drag a picture about.
for (const kind of ['contextmenu', 'dragstart', 'selectstart']) {
  document.addEventListener(kind, (event) => event.preventDefault());
}
