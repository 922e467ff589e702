/** The terminal's end of a page's line: its production server, and how many listen to the terminal and what came from them. */
import type { PageServer } from '../../terminal/page-server.ts';
import { servePage } from '../../terminal/page-server.ts';
import type { Terminal } from '../../terminal/terminal.ts';

export interface PageLine extends PageServer {
  readonly port: number;
}

/** What is counted over all servers of a day. */
export interface LineCount {
  /** Who listens to the terminal now. */
  listeners: number;
  /** Taps that have come down the line. */
  taps: number;
  /** Pages that have been let in. */
  opened: number;
}

export interface LineOptions {
  readonly terminal: Terminal;
  readonly page: string;
  /** 0 takes any free one. */
  readonly port: number;
  readonly count: LineCount;
  readonly onTap: () => void;
  /** Who listened once is never let go of: a control. */
  readonly leaks?: boolean;
}

const token = 'one-per-start';

export async function openLine({ terminal, page, port, count, onTap, leaks }: LineOptions): Promise<PageLine> {
  const served = await servePage({
    terminal: {
      subscribe(listener) {
        const stop = terminal.subscribe(listener);
        count.listeners += 1;
        count.opened += 1;
        return () => {
          if (leaks) return;
          count.listeners -= 1;
          stop();
        };
      },
      tap(tapped) {
        count.taps += 1;
        terminal.tap(tapped);
        onTap();
      },
    },
    page,
    port,
    token,
    log: () => {},
  });
  return { ...served, port: Number(new URL(served.url).port) };
}
