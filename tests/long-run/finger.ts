/** What runs inside the patients' page: a finger that finds the button for a tap, and the line it goes down. */
import type { Tapped } from '../../terminal/screen.ts';

/** How a tap went: on a button of the page, or straight down the page's line, where no button stands for it. */
export type Touch = 'button' | 'line' | 'lost';

export interface Finger {
  /** Presses the button that means this tap. */
  press(tapped: Tapped): Touch;
  /** How many sockets the page has had to the terminal. */
  readonly opened: number;
  /** Resolves when it has had so many after the first. */
  reconnected(times: number): Promise<void>;
}

declare global {
  interface Window {
    finger: Finger;
  }
}

/**
 * Brought before anything of the page's own runs. Which button means a tap only the page knows: each is pressed with the
 * line held shut, until one says what is wanted; that goes out. A key of a number pad says nothing, and stays unpressed.
 */
export function bringFinger(): void {
  const Socket = window.WebSocket;
  const { send } = Socket.prototype;
  let line: WebSocket | undefined;
  let opened = 0;
  let heard: ((text: string) => void) | undefined;
  let awaited: (() => void) | undefined;

  window.WebSocket = class extends Socket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      line = this;
      this.addEventListener('open', () => {
        opened += 1;
        awaited?.();
      });
    }
    override send(data: string): void {
      if (heard) heard(data);
      else send.call(this, data);
    }
  };

  const keyOf = (tap: object) => JSON.stringify(Object.entries(tap).sort(([a], [b]) => a.localeCompare(b)));

  function said(button: HTMLElement): string | undefined {
    let text: string | undefined;
    heard = (it) => {
      text = it;
    };
    try {
      button.click();
    } finally {
      heard = undefined;
    }
    return text;
  }

  function press(tapped: Tapped): Touch {
    if (line?.readyState !== Socket.OPEN) return 'lost';
    const wanted = keyOf(tapped.tap);
    for (const button of document.querySelectorAll<HTMLElement>('.page button:not(:disabled, [data-local])')) {
      const text = said(button);
      if (text === undefined) continue;
      const { tap, revision } = JSON.parse(text) as Tapped;
      if (keyOf(tap) !== wanted || revision !== tapped.revision) continue;
      send.call(line, text);
      return 'button';
    }
    send.call(line, JSON.stringify(tapped));
    return 'line';
  }

  window.finger = {
    press,
    reconnected: (times) =>
      new Promise((resolve) => {
        awaited = () => opened > times && resolve();
        awaited();
      }),
    get opened() {
      return opened;
    },
  };
}
