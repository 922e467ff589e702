/** The patients' page inside the demonstration: as in production, but for its line, which ends in the frame around it. */
import '../../../../kiosk-ui/tokens.css';
import '../../../../kiosk-ui/page.css';
import '../../../../kiosk-ui/motion.css';
import { openGlass } from '../../../../kiosk-ui/glass.tsx';
import { openScreenLine } from '../../screen-line.ts';

const glass = document.getElementById('glass');

// Opened by itself it has no terminal around it.
if (parent === window) location.replace('..');
else if (glass)
  openGlass({
    glass,
    url: location.href,
    open: () => openScreenLine(parent, location.origin),
    after(milliseconds, task) {
      const timer = setTimeout(task, milliseconds);
      return () => clearTimeout(timer);
    },
    warn: (message) => console.warn(message),
    speech: { synthesis: speechSynthesis, utterance: (text) => new SpeechSynthesisUtterance(text) },
    // Not so many pixels to the inch as the terminal says: all of the glass, as small as the frame around it.
    ppi: 0,
  });
