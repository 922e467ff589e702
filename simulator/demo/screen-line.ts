/** The line between the terminal and the patients' page when both are in one tab, each in a frame of its own. */
import type { Line } from '../../kiosk-ui/socket.ts';
import type { Terminal } from '../../terminal/terminal.ts';

/** With this the page hands over the far end of its line. */
const greeting = 'screen';

/** The page's end: opens a line to the terminal in `house`, a window of the same origin. */
export function openScreenLine(house: Window, origin: string): Line {
  const { port1: near, port2: far } = new MessageChannel();
  const line: Line = { onmessage: null, onclose: null, send: (text) => near.postMessage(text) };
  near.onmessage = (event) => line.onmessage?.(event);
  house.postMessage(greeting, origin, [far]);
  return line;
}

/** The terminal's end: one screen, the page that greeted last, as after a reload. `here` is the terminal's window. */
export function awaitScreen(here: Window, terminal: Terminal): void {
  let stop = () => {};
  here.addEventListener('message', ({ origin, data, ports: [port] }) => {
    if (origin !== here.location.origin || data !== greeting || !port) return;
    stop();
    port.onmessage = (event) => terminal.tap(JSON.parse(String(event.data)));
    stop = terminal.subscribe((shown) => port.postMessage(JSON.stringify(shown)));
  });
}
