import type { Clock } from '../../device-drivers/contract/clock.ts';
import type { Port } from './outlet.ts';

/** Milliseconds after which a device that let go of its link, and is plugged in still, is there again. */
const away = 1_000;

/** Keeps one link to a device for as long as it is plugged in. `serve` is given every link once. */
export function createStandingPort<Link extends { onClose(listener: () => void): void; close(): void }>(plan: {
  readonly clock: Clock;
  readonly openLink: () => Promise<Link>;
  readonly serve: (link: Link) => void;
}): Port<unknown> {
  let wanted = false;
  let current: Link | undefined;
  async function connect(): Promise<void> {
    const link = await plan.openLink();
    current = link;
    plan.serve(link);
    link.onClose(() => {
      if (current !== link) return;
      current = undefined;
      plan.clock.after(away, () => {
        // A device that was unplugged meanwhile is told of by its plug.
        if (wanted && !current) connect().catch(() => {});
      });
    });
  }
  return {
    async open() {
      wanted = true;
      await connect();
    },
    async close() {
      wanted = false;
      const link = current;
      current = undefined;
      link?.close();
    },
  };
}
