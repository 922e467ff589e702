import type { Clock } from '../../device-drivers/contract/clock.ts';
import type { HidFarEnd } from '../../device-drivers/links/memory-hid.ts';

/** What becomes of one sending: nothing of it arrives, it arrives late, or up to its middle, when the plug is pulled. */
export type HidTrouble = 'silent' | 'late' | 'unplugged';

export interface HidLine {
  /** Sends reports one after another, as often as the host polls for one. */
  send(reports: readonly Uint8Array[], trouble?: ReadonlySet<HidTrouble>): void;
  close(): void;
}

/** Milliseconds by which a late sending is late. */
const lateness = 5_000;

/** The device's end of a USB cable. The bus checks every packet, so nothing arrives damaged: it arrives or it does not. */
export function createHidLine(
  end: HidFarEnd,
  world: { readonly clock: Clock /** Milliseconds between two polls. */; readonly interval: number },
  device: { readonly hear: (id: number, data: Uint8Array) => void; readonly lost: () => void },
): HidLine {
  const { clock, interval } = world;
  let freeAt = 0;
  let open = true;

  function carry(delay: number, task: () => void) {
    freeAt = Math.max(clock.now(), freeAt) + delay + interval;
    clock.after(freeAt - clock.now(), () => {
      if (open) task();
    });
  }

  end.onOutput((id, data) => {
    if (open) device.hear(id, data);
  });
  end.onClose(() => {
    open = false;
    device.lost();
  });

  return {
    send(reports, trouble = new Set()) {
      if (trouble.has('silent')) return;
      const sent = trouble.has('unplugged') ? reports.slice(0, reports.length >> 1) : reports;
      let delay = trouble.has('late') ? lateness : 0;
      for (const report of sent) {
        carry(delay, () => end.sendInput(report));
        delay = 0;
      }
      if (trouble.has('unplugged')) carry(0, () => end.close());
    },
    close: () => end.close(),
  };
}
