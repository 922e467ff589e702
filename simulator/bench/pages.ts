/** The patients' pages of a bench's terminals, each on a port of its own as long as the bench runs. */
import type { LogEvent } from '../../terminal/log-event.ts';
import { type PageServer, servePage } from '../../terminal/page-server.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { Pages } from './stage.ts';

export interface ServedPages extends Pages {
  /** When everything asked for has been done. Rejects where a page could not be shown. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface ServedPagesOptions {
  /** The folder of the built page. */
  readonly page: string;
  readonly token: string;
  /** Of the first terminal's page; the others take free ones. */
  readonly port: number;
  readonly log: (event: LogEvent) => void;
}

interface Place {
  server: PageServer | undefined;
  /** Once taken it is kept: an address that was good once is good again. */
  port: number;
  /** How often a page was served here. */
  times: number;
  /** One thing after another: a port has to be given up before it is taken again. */
  turn: Promise<void>;
}

export function createServedPages({ page, token, port, log }: ServedPagesOptions): ServedPages {
  const places = new Map<string, Place>();

  function placeOf(name: string): Place {
    const known = places.get(name);
    if (known) return known;
    const place: Place = {
      server: undefined,
      port: places.size === 0 ? port : 0,
      times: 0,
      turn: Promise.resolve(),
    };
    places.set(name, place);
    return place;
  }

  async function close(place: Place): Promise<void> {
    const { server } = place;
    place.server = undefined;
    await server?.close();
  }

  return {
    show(name, terminal: Terminal) {
      const place = placeOf(name);
      place.turn = place.turn.then(async () => {
        await close(place);
        place.server = await servePage({ terminal, page, port: place.port, token, log, framed: true });
        place.port = Number(new URL(place.server.url).port);
        place.times += 1;
      });
    },
    hide(name) {
      const place = placeOf(name);
      place.turn = place.turn.then(() => close(place));
    },
    address(name) {
      const { server, times = 0 } = places.get(name) ?? {};
      // Whoever shows the page loads it again when its address is another.
      return server && times > 1 ? `${server.url}&time=${times}` : server?.url;
    },
    async settled() {
      for (const { turn } of places.values()) await turn;
    },
    async close() {
      for (const place of places.values()) {
        await place.turn.catch(() => {});
        await close(place);
      }
    },
  };
}
