import { join } from '../../../device-drivers/framing/join.ts';
import type { Link } from '../../../device-drivers/links/link.ts';

/** One question of a conversation: what was sent, and how many bytes came back before the next was. */
export interface Step {
  readonly sent: Uint8Array;
  readonly heard: number;
}

export interface Recording {
  readonly tap: (link: Link) => Link;
  /** What was said since the last call. */
  readonly steps: () => Step[];
}

/** Listens in on a link, so that the same bytes can be said again without the driver. */
export function createRecording(): Recording {
  let steps: { sent: Uint8Array; heard: number }[] = [];
  return {
    tap: (link) => ({
      ...link,
      write(bytes) {
        const last = steps.at(-1);
        if (last?.heard === 0) last.sent = join([last.sent, bytes]);
        else steps.push({ sent: bytes.slice(), heard: 0 });
        link.write(bytes);
      },
      onData(listener) {
        link.onData((chunk) => {
          const last = steps.at(-1);
          if (last) last.heard += chunk.length;
          listener(chunk);
        });
      },
    }),
    steps() {
      const said = steps;
      steps = [];
      return said;
    },
  };
}
