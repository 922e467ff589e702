/**
 * Puts a virtual reader's cards into pcscd, through the reader driver `vpcd` of the vsmartcard project, so that any
 * PC/SC program finds them. The driver listens; a card that is put in connects. A message is two bytes of length (big
 * endian) and that many bytes; of one byte it is for the card's power (00 off, 01 on, 02 reset, 04 answer to reset
 * wanted), of more a command, which is answered (vsmartcard's documentation of the virtual smart card, "Protocol").
 */
import { connect, type Socket } from 'node:net';
import type { Clock } from '../../device-drivers/contract/clock.ts';
import { createFramer, type Look } from '../../device-drivers/framing/framer.ts';
import { join } from '../../device-drivers/framing/join.ts';
import type { PcscCard, PcscSlot } from '../../device-drivers/links/pcsc.ts';

const control = { off: 0x00, on: 0x01, reset: 0x02, answerToReset: 0x04 };
const longestMessage = 2 + 0xffff;

const lookForMessage: Look<Uint8Array> = (bytes) => {
  const [high, low] = bytes;
  if (high === undefined || low === undefined) return 'more';
  const end = 2 + ((high << 8) | low);
  return bytes.length < end ? 'more' : { take: end, frame: bytes.slice(2, end) };
};

const message = (bytes: Uint8Array) => join([Uint8Array.of(bytes.length >> 8, bytes.length & 0xff), bytes]);

/** Milliseconds until a connection that failed or broke is tried again: pcscd may start later, or anew. */
const pause = 250;

/** The slot of a virtual reader in pcscd. `port` is where the driver listens, 35963 unless configured otherwise. */
export function vpcdSlot({ clock, port = 35_963 }: { readonly clock: Clock; readonly port?: number }): PcscSlot {
  const closeListeners: ((reason: string) => void)[] = [];
  let served: PcscCard | undefined;
  let card: { readonly atr: Uint8Array; socket: Socket | undefined } | undefined;
  let open = true;

  function plugIn(it: NonNullable<typeof card>) {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    it.socket = socket;
    const framer = createFramer(lookForMessage, longestMessage);
    let turn: Promise<void> = Promise.resolve();
    socket.on('data', (chunk: Uint8Array) => {
      for (const asked of framer.push(chunk).frames) turn = turn.then(() => answer(it, socket, asked));
    });
    // `close` follows, and says all there is to say.
    socket.on('error', () => {});
    socket.on('close', () => {
      clock.after(pause, () => {
        if (card === it && it.socket === socket) plugIn(it);
      });
    });
  }

  async function answer(it: NonNullable<typeof card>, socket: Socket, asked: Uint8Array): Promise<void> {
    const [first] = asked;
    if (asked.length > 1) {
      const outcome = await served?.transmit(asked);
      if (card !== it || socket.destroyed) return;
      // The driver knows no card that gives no answer, and waits: the card falls out instead, and back in.
      if (outcome?.ok) socket.write(message(outcome.bytes));
      else socket.destroy();
    } else if (first === control.answerToReset) socket.write(message(it.atr));
    else if (first === control.reset || first === control.on) await served?.reset();
  }

  const takeOut = () => {
    const it = card;
    card = undefined;
    it?.socket?.destroy();
  };

  return {
    insert(atr) {
      takeOut();
      card = { atr, socket: undefined };
      if (open) plugIn(card);
    },
    remove: takeOut,
    serve(by) {
      served = by;
    },
    onClose(listener) {
      closeListeners.push(listener);
      if (!open) queueMicrotask(() => listener('closed'));
    },
    close() {
      if (!open) return;
      open = false;
      takeOut();
      queueMicrotask(() => {
        for (const listener of closeListeners) listener('closed');
      });
    },
  };
}
