/** The terminal's side of lines to devices that are in another process. */
import { failed, type Outcome } from '../../device-drivers/contract/fault.ts';
import type { Posted } from '../../device-drivers/links/ipp.ts';
import { LinkError } from '../../device-drivers/links/link.ts';
import type { Links } from '../../device-drivers/links/links.ts';
import { memoryLink } from '../../device-drivers/links/memory.ts';
import { memoryHidLink } from '../../device-drivers/links/memory-hid.ts';
import { memoryPcsc } from '../../device-drivers/links/memory-pcsc.ts';
import type { PcscAnswer } from '../../device-drivers/links/pcsc.ts';
import type { Answered, Ask, LineEvent } from './messages.ts';

export interface RemoteLinks {
  readonly links: Links;
  /** Something came over a line. */
  arrived(line: number, event: LineEvent): void;
}

export interface Wire {
  ask(ask: Ask, signal?: AbortSignal): Promise<Answered>;
  send(line: number, event: LineEvent): void;
}

export function createRemoteLinks({ ask, send }: Wire): RemoteLinks {
  const lines = new Map<number, (event: LineEvent) => void>();
  let last = 0;

  /** Opens a line. It hears from the first moment on: what comes together with the answer is not lost. */
  async function opened(
    to: 'openLink' | 'openHid' | 'openPcsc',
    address: string,
    line: number,
    hear: (event: LineEvent) => void,
  ): Promise<void> {
    lines.set(line, hear);
    const answer = await ask({ to, address, line });
    if (answer.ok) return;
    lines.delete(line);
    throw new LinkError(answer.why);
  }

  const closing = (line: number) => () => {
    if (lines.delete(line)) send(line, { kind: 'closed' });
  };

  const outcomeOf = (answer: Answered): Outcome => (answer.ok ? { ok: true } : failed('offline'));

  return {
    arrived: (line, event) => lines.get(line)?.(event),
    links: {
      async openLink(address) {
        const line = ++last;
        const [near, far] = memoryLink();
        far.onData((bytes) => send(line, { kind: 'bytes', bytes }));
        far.onClose(closing(line));
        await opened('openLink', address, line, (event) => {
          if (event.kind === 'bytes') far.write(event.bytes);
          else if (event.kind === 'closed') far.close();
        });
        return near;
      },
      async openHid(address) {
        const line = ++last;
        const [near, far] = memoryHidLink({
          features: {
            set: async (id, data) =>
              outcomeOf(await ask({ to: 'setFeature', line, id, data })).ok ? 'taken' : 'stalled',
            async get(id) {
              const answer = await ask({ to: 'getFeature', line, id });
              return answer.ok ? (answer.value as Uint8Array) : 'stalled';
            },
          },
        });
        far.onOutput((id, data) => send(line, { kind: 'output', id, data: data.slice() }));
        far.onClose(closing(line));
        await opened('openHid', address, line, (event) => {
          if (event.kind === 'bytes') far.sendInput(event.bytes);
          else if (event.kind === 'closed') far.close();
        });
        return near;
      },
      async openPcsc(address) {
        const line = ++last;
        const [near, slot] = memoryPcsc();
        const told = async (command: Uint8Array | 'reset'): Promise<PcscAnswer> => {
          const answer = await ask({ to: 'card', line, command });
          return answer.ok ? (answer.value as PcscAnswer) : { ok: false, fault: 'offline', cause: answer.why };
        };
        slot.serve({ transmit: told, reset: () => told('reset') });
        slot.onClose(closing(line));
        await opened('openPcsc', address, line, (event) => {
          if (event.kind === 'card' && event.atr) slot.insert(event.atr);
          else if (event.kind === 'card') slot.remove();
          else if (event.kind === 'closed') slot.close();
        });
        return near;
      },
      async postIpp(address, body, signal) {
        const answer = await ask({ to: 'postIpp', address, body }, signal);
        if (answer.ok) return answer.value as Posted;
        return { ok: false, fault: signal.aborted ? 'cancelled' : 'noDevice', cause: answer.why };
      },
    },
  };
}
