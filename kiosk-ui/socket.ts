/** The line to the terminal: what it shows comes in, taps go out. It comes back by itself when it is lost. */
import type { Shown, Tap, Tapped } from '../terminal/screen.ts';
import { readShown } from './message.ts';

/** As much of a WebSocket as is needed here. */
export interface Line {
  send(text: string): void;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  /** With the code the terminal closed with. */
  onclose: ((code: number) => void) | null;
}

export interface SocketPorts {
  /** Opens a WebSocket. Throws only for an address that is none. */
  readonly open: (url: string) => Line;
  readonly after: (milliseconds: number, task: () => void) => void;
  readonly warn: (message: string) => void;
  /**
   * Called at every change: the last thing shown (if any came yet, and it is not forgotten), and whether the line is
   * gone. May throw when it cannot draw what came; then that never came.
   */
  readonly changed: (shown: Shown | undefined, lost: boolean) => void;
}

const firstPause = 200;
const longestPause = 2000;
/** Without the terminal nobody ends the visit: whoever saw the last screen has gone by then. */
const memory = 60_000;
/** The terminal's code for: another page is the screen now. This one must not fight for its place. */
const tookOver = 4000;

/**
 * Where the terminal listens, seen from the page's own address: beside the page, with the token the page was
 * opened with.
 */
export function socketAddress(page: string): string {
  const url = new URL('screen', page);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const token = new URL(page).searchParams.get('token');
  if (token !== null) url.searchParams.set('token', token);
  return url.href;
}

/** Connects, and stays connected. Returns how to send a tap: it carries the revision of what is showing. */
export function connect(url: string, ports: SocketPorts): (tap: Tap) => void {
  let line: Line | undefined;
  let shown: Shown | undefined;
  let pause = firstPause;
  let heard = 0;

  const forgetUnlessHeard = () => {
    const before = heard;
    ports.after(memory, () => {
      if (heard > before) return;
      shown = undefined;
      ports.changed(undefined, true);
    });
  };

  const dial = () => {
    const dialled = ports.open(url);
    dialled.onmessage = ({ data }) => {
      const read = readShown(data);
      if (!read) return ports.warn('a message was ignored: not something to show');
      try {
        ports.changed(read, false);
      } catch (thrown) {
        return ports.warn(`a message was ignored: it cannot be drawn: ${thrown}`);
      }
      line = dialled;
      heard += 1;
      shown = read;
      pause = firstPause;
    };
    dialled.onclose = (code) => {
      if (line) forgetUnlessHeard();
      line = undefined;
      ports.changed(shown, true);
      if (code === tookOver) return;
      ports.after(pause, dial);
      pause = Math.min(pause * 2, longestPause);
    };
  };
  dial();

  return (tap) => {
    if (!line || !shown) return;
    const tapped: Tapped = { tap, revision: shown.revision };
    line.send(JSON.stringify(tapped));
  };
}
