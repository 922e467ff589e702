import type { Clock } from '../../device-drivers/contract/clock.ts';
import type { DeviceLog } from '../../device-drivers/contract/device-event.ts';
import { type Fault, failed, type Outcome } from '../../device-drivers/contract/fault.ts';
import type { Device, DeviceStatus } from '../../device-drivers/contract/status.ts';
import type { OpenPcsc, PcscAnswer, PcscLink } from '../../device-drivers/links/pcsc.ts';
import { type Ending, keepLink } from '../../device-drivers/links/standing-link.ts';
import { createStatusBoard } from '../../device-drivers/status/status-board.ts';

/** `chip`: whether the card that is present answers to reset. */
export type ChipSlotStatus = DeviceStatus<
  { readonly media: 'notPresent' } | { readonly media: 'present'; readonly chip: 'online' | 'mute' }
>;

/**
 * A PC/SC reader as it is, without a thought of which cards there are: the driver of the house reads those it knows, a
 * client of `ChipIO` speaks to the chip itself.
 */
export interface ChipSlot extends Device<ChipSlotStatus> {
  /** The answer to reset of the card in the reader, as soon as there is one; empty for a card that is mute. */
  card(signal: AbortSignal): Promise<Outcome<{ readonly atr: Uint8Array }>>;
  /** A command to the card as it is, and its answer as it is. */
  transmit(command: Uint8Array, signal: AbortSignal): Promise<Outcome<{ readonly answer: Uint8Array }>>;
}

/** Milliseconds a reader has to say whether a card is in it. */
const firstWord = 5_000;

export function createChipSlot(options: {
  readonly openPcsc: OpenPcsc;
  readonly address: string;
  readonly clock: Clock;
  readonly log: DeviceLog;
}): ChipSlot {
  const { openPcsc, address, clock, log } = options;
  const board = createStatusBoard<ChipSlotStatus>({ device: 'starting' });
  let link: PcscLink | undefined;
  let atr: Uint8Array | undefined;

  const down = (fault: Fault) => {
    link = undefined;
    atr = undefined;
    board.set({ device: fault === 'noDevice' ? fault : 'offline', fault });
  };
  const standing = keepLink({ device: 'chipCardReader', openLink: openPcsc, address, clock, log, serve, down });

  async function serve(opened: PcscLink, up: () => void): Promise<Ending> {
    const ended = Promise.withResolvers<Ending>();
    const silent = { fault: 'timeOut', cause: 'the reader does not say whether a card is in it' } as const;
    const stopWaiting = clock.after(firstWord, () => ended.resolve(silent));
    opened.onClose((cause) => ended.resolve({ fault: 'offline', cause }));
    opened.onCard((card) => {
      stopWaiting();
      if (!link) up();
      link = opened;
      atr = card;
      if (card) board.set({ device: 'online', media: 'present', chip: card.length > 0 ? 'online' : 'mute' });
      else board.set({ device: 'online', media: 'notPresent' });
    });
    const ending = await ended.promise;
    stopWaiting();
    return ending;
  }

  const faultNow = (): Fault => {
    const status = board.status();
    return 'fault' in status ? status.fault : 'cardRemoved';
  };

  return {
    status: board.status,
    subscribe: board.subscribe,
    async card(signal) {
      await board.when((status) => 'fault' in status || atr !== undefined, signal);
      if (signal.aborted) return failed('cancelled');
      return atr ? { ok: true, atr } : failed(faultNow());
    },
    async transmit(bytes, signal) {
      await board.when(({ device }) => device !== 'starting', signal);
      if (!link || !atr) return failed(signal.aborted ? 'cancelled' : faultNow());
      const answer = await untilAborted(link.transmit(bytes), signal);
      if (answer === 'aborted') return failed('cancelled');
      return answer.ok ? { ok: true, answer: answer.bytes } : failed(answer.fault);
    },
    close() {
      standing.close();
      down('offline');
    },
  };
}

/** A command on its way to a card cannot be called back; its answer is then nobody's. */
function untilAborted(answer: Promise<PcscAnswer>, signal: AbortSignal): Promise<PcscAnswer | 'aborted'> {
  return new Promise((resolve) => {
    const abort = () => resolve('aborted');
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
    void answer.then((it) => {
      signal.removeEventListener('abort', abort);
      resolve(it);
    });
  });
}
