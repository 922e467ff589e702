/** The far ends of what a terminal in another process asks: devices, hospital and hub, which outlive it. */

import type { HidLink } from '../../device-drivers/links/hid.ts';
import type { Link } from '../../device-drivers/links/link.ts';
import type { Links } from '../../device-drivers/links/links.ts';
import type { PcscLink } from '../../device-drivers/links/pcsc.ts';
import type { Network } from '../../terminal/hospital/network.ts';
import type { Answered, Ask, LineEvent, ToTerminal } from './messages.ts';

export interface Outside {
  answer(call: number, ask: Ask): void;
  callOff(call: number): void;
  arrived(line: number, event: LineEvent): void;
  /** The terminal is no more: its lines are cut, and nobody waits for an answer. What it asked is done all the same. */
  cut(): void;
}

type Line = { readonly arrived: (event: LineEvent) => void; close(): void } & Pick<Ends, 'hid' | 'pcsc'>;
interface Ends {
  readonly hid?: HidLink;
  readonly pcsc?: PcscLink;
}

export function createOutside(
  links: Links,
  network: Network,
  tell: (message: Extract<ToTerminal, { do: 'answer' | 'line' }>) => void,
): Outside {
  const lines = new Map<number, Line>();
  const callsOff = new Map<number, AbortController>();
  let alive = true;

  const send = (line: number, event: LineEvent) => {
    if (alive && lines.has(line)) tell({ do: 'line', line, event });
  };
  const keep = (line: number, it: Line) => {
    if (alive) lines.set(line, it);
    else it.close();
  };
  const closed = (line: number) => () => {
    send(line, { kind: 'closed' });
    lines.delete(line);
  };

  function keepLink(line: number, link: Link): void {
    const arrived = (event: LineEvent) => {
      if (event.kind === 'bytes') link.write(event.bytes);
    };
    keep(line, { arrived, close: link.close });
    link.onData((bytes) => send(line, { kind: 'bytes', bytes: bytes.slice() }));
    link.onClose(closed(line));
  }

  function keepHid(line: number, hid: HidLink): void {
    const arrived = (event: LineEvent) => {
      if (event.kind === 'output') hid.sendOutput(event.id, event.data);
    };
    keep(line, { arrived, close: hid.close, hid });
    hid.onInput((report) => send(line, { kind: 'bytes', bytes: report.slice() }));
    hid.onClose(closed(line));
  }

  function keepPcsc(line: number, pcsc: PcscLink): void {
    keep(line, { arrived: () => {}, close: pcsc.close, pcsc });
    pcsc.onCard((atr) => send(line, { kind: 'card', atr: atr?.slice() }));
    pcsc.onClose(closed(line));
  }

  async function asked(ask: Ask, signal: AbortSignal): Promise<unknown> {
    switch (ask.to) {
      case 'openLink':
        return keepLink(ask.line, await links.openLink(ask.address));
      case 'openHid':
        return keepHid(ask.line, await links.openHid(ask.address));
      case 'openPcsc':
        return keepPcsc(ask.line, await links.openPcsc(ask.address));
      case 'postIpp':
        return links.postIpp(ask.address, ask.body, signal);
      case 'network':
        return network({ ...ask.request, signal });
      case 'setFeature': {
        const outcome = await lines.get(ask.line)?.hid?.sendFeature(ask.id, ask.data);
        if (!outcome?.ok) throw new Error('stalled');
        return undefined;
      }
      case 'getFeature': {
        const outcome = await lines.get(ask.line)?.hid?.getFeature(ask.id, 4096);
        if (!outcome?.ok) throw new Error('stalled');
        return outcome.data;
      }
      case 'card': {
        const pcsc = lines.get(ask.line)?.pcsc;
        if (!pcsc) throw new Error('the reader is gone');
        return ask.command === 'reset' ? pcsc.reset() : pcsc.transmit(ask.command);
      }
    }
  }

  return {
    answer(call, ask) {
      const off = new AbortController();
      callsOff.set(call, off);
      const end = (answer: Answered) => {
        callsOff.delete(call);
        if (alive) tell({ do: 'answer', call, answer });
      };
      asked(ask, off.signal).then(
        (value) => end({ ok: true, value }),
        (error: unknown) => end({ ok: false, why: error instanceof Error ? error.message : String(error) }),
      );
    },
    callOff: (call) => callsOff.get(call)?.abort(),
    arrived(line, event) {
      if (event.kind === 'closed') lines.get(line)?.close();
      else lines.get(line)?.arrived(event);
    },
    cut() {
      alive = false;
      for (const line of [...lines.values()]) line.close();
    },
  };
}
