/** The patients' page inside the demonstration: as in production, but for its line, which ends in the frame around it. */
import '../../../../kiosk-ui/tokens.css';
import '../../../../kiosk-ui/page.css';
import '../../../../kiosk-ui/motion.css';
import { render } from 'preact';
import { App } from '../../../../kiosk-ui/app.tsx';
import { OneMoment } from '../../../../kiosk-ui/frame/one-moment.tsx';
import { connect } from '../../../../kiosk-ui/socket.ts';
import { catalogues } from '../../../../kiosk-ui/texts/language.ts';
import type { Shown } from '../../../../terminal/screen.ts';
import { openScreenLine } from '../../screen-line.ts';

const root = document.documentElement;
// Not so many pixels to the inch as the terminal says: all of the glass, as small as the frame around it.
root.style.setProperty('--ppi', '0');

function changed(shown: Shown | undefined, lost: boolean): void {
  const glass = document.getElementById('glass');
  if (!glass) return;
  if (!shown) {
    render(<OneMoment words={catalogues.zh} />, glass);
    return;
  }
  const { language, hospital } = shown.surround;
  root.lang = catalogues[language].locale;
  document.title = hospital[language];
  render(<App shown={shown} lost={lost} tap={tap} />, glass);
}

const tap = connect(location.href, {
  open: () => openScreenLine(parent, location.origin),
  after: (milliseconds, task) => setTimeout(task, milliseconds),
  warn: (message) => console.warn(message),
  changed,
});

// Opened by itself it has no terminal around it.
if (parent === window) location.replace('..');

for (const kind of ['contextmenu', 'dragstart', 'selectstart']) {
  document.addEventListener(kind, (event) => event.preventDefault());
}
