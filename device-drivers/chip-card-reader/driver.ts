import { type Conversation, createConversation } from '../apdu/conversation.ts';
import type { ChipCard, ChipCardReader, ChipCardReaderStatus } from '../contract/chip-card-reader.ts';
import type { Clock } from '../contract/clock.ts';
import type { DeviceLog } from '../contract/device-event.ts';
import { type Fault, failed, type Outcome } from '../contract/fault.ts';
import type { OpenPcsc, PcscLink } from '../links/pcsc.ts';
import { type Ending, keepLink } from '../links/standing-link.ts';
import { type MifareSize, storageCardOf } from '../pcsc-mifare/codec.ts';
import { createPcscMifare } from '../pcsc-mifare/station.ts';
import { createStatusBoard } from '../status/status-board.ts';
import type { ChipCardProfile } from './profile.ts';
import { readCard } from './reading.ts';

export interface ChipCardReaderOptions {
  readonly openPcsc: OpenPcsc;
  readonly address: string;
  readonly clock: Clock;
  readonly log: DeviceLog;
  readonly profile: ChipCardProfile;
}

const device = 'chipCardReader';

/** Milliseconds a reader has to say whether a card is in it, and to notice that one is gone. */
const delays = { firstWord: 5_000, seeItGone: 1_000 };

/** Driver of a PC/SC reader, with contacts or without, that reads social-security cards and the hospital's own. */
export function createChipCardReader({
  openPcsc,
  address,
  clock,
  log,
  profile,
}: ChipCardReaderOptions): ChipCardReader {
  const board = createStatusBoard<ChipCardReaderStatus>({ device: 'starting' });
  let talk: Conversation | undefined;
  /** The card in the reader; another object for every putting in. `handled`: not to be read again. */
  let inReader: { readonly atr: Uint8Array; handled: boolean } | undefined;
  let used = profile;

  const down = (fault: Fault) => {
    talk = undefined;
    inReader = undefined;
    board.set({ device: fault === 'noDevice' ? fault : 'offline', fault });
  };
  const standing = keepLink({ device, openLink: openPcsc, address, clock, log, serve, down });

  async function serve(link: PcscLink, up: () => void, log: DeviceLog): Promise<Ending> {
    const conversation = createConversation(link, { clock, device, log });
    const silent = { fault: 'timeOut', cause: 'the reader does not say whether a card is in it' } as const;
    const stopWaiting = clock.after(delays.firstWord, () => conversation.end(silent));
    link.onCard((atr) => {
      stopWaiting();
      if (conversation.over.aborted) return;
      inReader = atr && { atr, handled: false };
      if (!talk) {
        // Who is told of the card, or of none, has a reader that works.
        talk = conversation;
        up();
      }
      board.set({ device: 'online', media: atr ? 'present' : 'notPresent' });
    });
    const ending = await conversation.ended;
    stopWaiting();
    return ending;
  }

  function mifareThere(): Outcome<{ readonly size: MifareSize }> {
    if (board.status().device !== 'online') return failed(faultNow());
    if (!inReader) return failed('cardRemoved');
    const size = storageCardOf(inReader.atr);
    return size === undefined || size === 'other' ? failed('cardInvalid') : { ok: true, size };
  }
  const mifare = createPcscMifare({
    ask: async (command) => talk?.ask(command) ?? failed(faultNow()),
    reset: async () => talk?.reset() ?? failed(faultNow()),
    mifareThere,
  });

  /**
   * A PIN that one card refused is the wrong one for all of them, and each has few tries: it is not shown to another
   * card until the program starts with a new configuration.
   */
  function onPinRefused() {
    const { socialSecurityCard: _, ...rest } = used;
    used = rest;
    log({ event: 'device.fault', device, fault: 'cardInvalid', cause: 'a card refused the configured PIN' });
  }

  /**
   * The card's silence comes before the reader's word that it is gone. Without that word it was put back so quickly that
   * the reader missed it, and is to be read again.
   */
  async function seeItGone(card: NonNullable<typeof inReader>, signal: AbortSignal): Promise<void> {
    const enough = new AbortController();
    const cancel = clock.after(delays.seeItGone, () => enough.abort());
    await board.when(() => inReader !== card, AbortSignal.any([enough.signal, signal]));
    cancel();
    card.handled = false;
  }

  /** Why nothing can be asked of the reader now. */
  const faultNow = (): Fault => {
    const status = board.status();
    return 'fault' in status ? status.fault : 'offline';
  };
  const isDown = () => 'fault' in board.status();

  return {
    status: board.status,
    subscribe: board.subscribe,
    async read(signal, onFound): Promise<Outcome<{ card: ChipCard }>> {
      await board.when(() => isDown() || inReader?.handled === false, signal);
      if (signal.aborted) return failed('cancelled');
      const card = inReader;
      const conversation = talk;
      if (!card || !conversation) return failed(faultNow());
      card.handled = true;
      onFound?.();
      const outcome = await readCard({ atr: card.atr, conversation, mifareThere }, used, signal, onPinRefused);
      if (outcome.ok) return outcome;
      if (outcome.fault === 'cancelled') card.handled = false;
      if (outcome.fault === 'cardRemoved') await seeItGone(card, signal);
      return outcome;
    },
    async waitUntilTaken(signal) {
      await board.when((status) => status.device !== 'starting' && !inReader, signal);
      if (signal.aborted) return failed('cancelled');
      return board.status().device === 'online' ? { ok: true } : failed(faultNow());
    },
    mifare: {
      ...mifare,
      async activate() {
        await board.when(({ device }) => device !== 'starting');
        return mifare.activate();
      },
    },
    close() {
      standing.close();
      talk?.end({ fault: 'offline', cause: 'closed' });
      down('offline');
    },
  };
}
