import { createTurns } from '../exchange/turns.ts';
import { createDeparture } from './departure.ts';
import { type PcscAnswer, type PcscCard, type PcscLink, type PcscSlot, pcscFailure } from './pcsc.ts';

/**
 * Both ends of a PC/SC reader's link inside this program. Nothing arrives in the same call, and things arrive in order.
 * Closing either end closes both; commands without an answer by then come to `offline`.
 */
export function memoryPcsc(): [PcscLink, PcscSlot] {
  const inTurn = createTurns();
  const departure = createDeparture<PcscAnswer>();
  const cardListeners: ((atr: Uint8Array | undefined) => void)[] = [];
  const near = createClosing();
  const far = createClosing();
  let ended: string | undefined;
  let card: Uint8Array | undefined;
  let server: PcscCard | undefined;

  const tell = (atr: Uint8Array | undefined) => {
    if (ended !== undefined) return;
    card = atr;
    for (const listener of cardListeners) queueMicrotask(() => ended === undefined && listener(atr));
  };
  const close = (nearReason: string, farReason: string) => {
    if (ended !== undefined) return;
    ended = nearReason;
    departure.leave(pcscFailure('offline', nearReason));
    queueMicrotask(() => {
      near.end(nearReason);
      far.end(farReason);
    });
  };
  const carryOut = (work: (to: PcscCard) => Promise<PcscAnswer>) =>
    inTurn(async () => {
      if (ended !== undefined) return pcscFailure('offline', ended);
      if (!server) return pcscFailure('cardUnreadable', 'nobody answers for the card');
      return departure.during(work(server));
    });

  return [
    {
      onCard(listener) {
        cardListeners.push(listener);
        const now = card;
        queueMicrotask(() => ended === undefined && listener(now));
      },
      transmit(command) {
        const copy = command.slice();
        return carryOut((to) => to.transmit(copy));
      },
      reset: () => carryOut((to) => to.reset()),
      onClose: near.onClose,
      close: () => close('closed', 'the other end closed the link'),
    },
    {
      insert: (atr) => tell(atr.slice()),
      remove: () => tell(undefined),
      serve(by) {
        server = by;
      },
      onClose: far.onClose,
      close: () => close('the reader was unplugged', 'closed'),
    },
  ];
}

function createClosing() {
  const listeners: ((reason: string) => void)[] = [];
  let closed: string | undefined;
  return {
    end(reason: string) {
      closed = reason;
      for (const listener of listeners) listener(reason);
    },
    onClose(listener: (reason: string) => void) {
      listeners.push(listener);
      const reason = closed;
      if (reason !== undefined) queueMicrotask(() => listener(reason));
    },
  };
}
