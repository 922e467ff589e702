import type { Clock } from '../../device-drivers/contract/clock.ts';
import type { JournalRecord, JournalStore } from '../../terminal/journal/store.ts';
import type { Ports } from '../../terminal/ports.ts';

/** A power cut during a journal write: the record is on the disk, or it is not, and nobody was told. */
export type CutAtWrite = 'before' | 'after';

export interface Mortal {
  readonly ports: Ports;
  /**
   * The power goes. Nothing this terminal asked for comes back to it, no timer of it runs, nothing it writes arrives;
   * what it sent before is on its way all the same.
   */
  kill(): void;
  readonly alive: boolean;
  /** The last record whose writing was acknowledged to this terminal. */
  readonly acknowledged: JournalRecord | undefined;
}

/**
 * The ports of a terminal that can lose its power at any instant. `cutAtWrite` is asked at every journal write whether
 * it goes right there; `onKilled` is told when it went.
 */
export function mortal(ports: Ports, cutAtWrite: () => CutAtWrite | undefined, onKilled: () => void): Mortal {
  let alive = true;
  let acknowledged: JournalRecord | undefined;
  const lines = new Set<{ close(): void }>();

  const clock: Clock = {
    now: ports.clock.now,
    after: (delay, task) =>
      ports.clock.after(delay, () => {
        if (alive) task();
      }),
  };

  const { inspect } = ports;

  function kill(): void {
    if (!alive) return;
    alive = false;
    for (const line of lines) line.close();
    onKilled();
  }

  /** A link that goes down with the power. */
  function held<L extends { close(): void }>(link: L): L {
    if (!alive) link.close();
    lines.add(link);
    return link;
  }

  const journal: JournalStore = {
    ...ports.journal,
    append(record, order) {
      if (!alive) throw new Error('no power');
      const cut = cutAtWrite();
      if (cut === 'before') kill();
      else ports.journal.append(record, order);
      if (cut === 'after') kill();
      if (cut) throw new Error('no power');
      acknowledged = record;
    },
    setUploaded(cursor) {
      if (alive) ports.journal.setUploaded(cursor);
    },
  };

  return {
    ports: {
      ...ports,
      clock,
      journal,
      network: (request) =>
        new Promise((resolve, reject) => {
          if (!alive) return;
          ports.network(request).then(
            (reply) => alive && resolve(reply),
            (error: unknown) => alive && reject(error),
          );
        }),
      links: {
        openHid: async (address) => held(await ports.links.openHid(address)),
        openPcsc: async (address) => held(await ports.links.openPcsc(address)),
        postIpp: (...request) =>
          new Promise((resolve, reject) => {
            if (!alive) return;
            ports.links.postIpp(...request).then(
              (reply) => alive && resolve(reply),
              (error: unknown) => alive && reject(error),
            );
          }),
        async openLink(address) {
          const link = held(await ports.links.openLink(address));
          return {
            write: (bytes) => alive && link.write(bytes),
            onData: (listener) => link.onData((chunk) => alive && listener(chunk)),
            onClose: (listener) => link.onClose((reason) => alive && listener(reason)),
            close: () => link.close(),
          };
        },
      },
      log: (event) => alive && ports.log(event),
      ...(inspect && { inspect: (event) => alive && inspect(event) }),
    },
    kill,
    get alive() {
      return alive;
    },
    get acknowledged() {
      return acknowledged;
    },
  };
}
