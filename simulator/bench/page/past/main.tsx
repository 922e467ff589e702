/** The patients' page with a screen that has gone by: as in production, but for its line, which ends in the bench around it. */
import '../../../../kiosk-ui/tokens.css';
import '../../../../kiosk-ui/page.css';
import '../../../../kiosk-ui/motion.css';
import { openGlass } from '../../../../kiosk-ui/glass.tsx';
import type { Line } from '../../../../kiosk-ui/socket.ts';

const glass = document.getElementById('glass');

/** What is touched goes nowhere: that moment is over. */
const line: Line = { onmessage: null, onclose: null, send: () => {} };

if (glass) {
  openGlass({
    glass,
    url: location.href,
    open: () => line,
    after(milliseconds, task) {
      const timer = setTimeout(task, milliseconds);
      return () => clearTimeout(timer);
    },
    warn: (message) => console.warn(message),
    speech: undefined,
    // Not so many pixels to the inch as the terminal says: all of the glass, as small as the frame around it.
    ppi: 0,
  });
  addEventListener('message', ({ origin, source, data }) => {
    if (origin === location.origin && source === parent) line.onmessage?.({ data });
  });
}
