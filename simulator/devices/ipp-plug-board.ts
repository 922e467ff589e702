import { parseAddress } from '../../device-drivers/links/address.ts';
import type { Posted, PostIpp } from '../../device-drivers/links/ipp.ts';
import { LinkError } from '../../device-drivers/links/link.ts';
import { createPlugWatch, type WatchPlug } from './plug-watch.ts';
import type { IppReply, VirtualIppPrinter } from './virtual-ipp-printer.ts';

export interface IppPlugBoard {
  /** Carries requests to `memory:NAME` addresses. */
  readonly post: PostIpp;
  plug(name: string, printer: VirtualIppPrinter): void;
  /** Pulls the network cable: requests under way break off, and nobody answers until it is plugged in again. */
  unplug(name: string): void;
  readonly watch: WatchPlug<VirtualIppPrinter>;
}

/** Where virtual printers that speak IPP are plugged in by name. */
export function createIppPlugBoard(): IppPlugBoard {
  const sockets = new Map<string, { readonly printer: VirtualIppPrinter; readonly breaking: Set<() => void> }>();
  const { watch, tell } = createPlugWatch((name) => sockets.get(name)?.printer);
  return {
    watch,
    async post(text, body, signal) {
      const address = parseAddress(text);
      if (address.scheme !== 'memory') throw new LinkError(`${text} is not on the plug board; expected memory:NAME.`);
      const socket = sockets.get(address.name);
      if (!socket) return { ok: false, fault: 'noDevice', cause: `Nothing is plugged in as ${text}.` };
      const outcome = Promise.withResolvers<Posted>();
      const callOff = () => outcome.resolve({ ok: false, fault: 'cancelled', cause: 'called off' });
      const breakOff = () => outcome.resolve(broken);
      if (signal.aborted) callOff();
      signal.addEventListener('abort', callOff);
      socket.breaking.add(breakOff);
      // A copy, as a wire makes one.
      void socket.printer.receive(body.slice()).then((reply) => {
        const posted = postedOf(reply, text);
        if (posted) outcome.resolve(posted);
      });
      try {
        return await outcome.promise;
      } finally {
        signal.removeEventListener('abort', callOff);
        socket.breaking.delete(breakOff);
      }
    },
    plug(name, printer) {
      this.unplug(name);
      sockets.set(name, { printer, breaking: new Set() });
      tell(name);
    },
    unplug(name) {
      for (const breakOff of sockets.get(name)?.breaking ?? []) breakOff();
      if (sockets.delete(name)) tell(name);
    },
  };
}

const broken: Posted = { ok: false, fault: 'offline', cause: 'the connection broke' };

/** What the sender sees of a reply; undefined when it sees nothing. */
function postedOf(reply: IppReply, place: string): Posted | undefined {
  switch (reply.kind) {
    case 'answer':
      return { ok: true, body: reply.body.slice() };
    case 'httpError':
      return { ok: false, fault: 'protocolError', cause: `${place} answered HTTP ${reply.status}.` };
    case 'broken':
      return broken;
    case 'off':
      return { ok: false, fault: 'noDevice', cause: `${place} is switched off.` };
    case 'silent':
      return undefined;
  }
}
