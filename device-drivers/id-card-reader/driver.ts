import { type Clock, sleep } from '../contract/clock.ts';
import type { DeviceLog } from '../contract/device-event.ts';
import { type Fault, failed, type Outcome } from '../contract/fault.ts';
import type { IdCard, IdCardReader, IdCardReaderStatus } from '../contract/id-card-reader.ts';
import type { Link, OpenLink } from '../links/link.ts';
import { type Ending, keepLink } from '../links/standing-link.ts';
import { createStatusBoard } from '../status/status-board.ts';
import { type Conversation, createConversation } from './conversation.ts';
import { moduleFault, readFoundCard } from './reading.ts';
import { askWhenSilent, endIfBroken, passesSelfTest } from './self-check.ts';

/** Milliseconds. The protocol asks for at least 300 between two attempts to find a card. */
const delays = { findAgain: 300, lookWhetherTaken: 1_000 };

export interface IdCardReaderOptions {
  readonly openLink: OpenLink;
  readonly address: string;
  readonly clock: Clock;
  readonly log: DeviceLog;
  /**
   * Whether the module finds a card again that it has read while the card still lies there (`always`), or only after
   * it was removed (`afterRemoval`, which the modules in the field do).
   */
  readonly refind?: 'afterRemoval' | 'always';
}

/**
 * Driver of a resident ID card reader with a SAM_V module.
 *
 * **Whether a card still lies there.** The module has no sensor; it only knows of cards that answer. With `refind:
 * 'always'` the driver goes on finding the card once a second until it is not found. With `afterRemoval` finding says
 * nothing about a card already read, so the driver asks the card, which stays selected, for its appended address once a
 * second: the card's answer, or its "no such item", says that it is there, anything else that it is gone. A card that
 * could not be read was never selected; of it nothing can be known, and it counts as gone at the next look.
 * `media` is `present` from finding a card until it is known to be gone or nothing can be known.
 *
 * **The same card twice.** A card that was found is not read again before it was removed: by the module itself with
 * `afterRemoval`, by this driver with `always`.
 */
export function createIdCardReader(options: IdCardReaderOptions): IdCardReader {
  const { openLink, address, clock, log, refind = 'afterRemoval' } = options;
  const board = createStatusBoard<IdCardReaderStatus>({ device: 'starting' });
  let sam: Conversation | undefined;
  let watch = new AbortController();
  let readings = 0;

  const down = (fault: Fault) => {
    sam = undefined;
    board.set({ device: fault === 'noDevice' || fault === 'hardwareError' ? fault : 'offline', fault });
  };
  const standing = keepLink({ device: 'idCardReader', openLink, address, clock, log, serve, down });

  async function serve(link: Link, up: () => void, log: DeviceLog): Promise<Ending> {
    const conversation = createConversation(link, clock, log);
    if (await passesSelfTest(conversation)) {
      sam = conversation;
      board.set({ device: 'online', media: 'notPresent' });
      up();
      await askWhenSilent(conversation, clock);
    }
    return conversation.ended;
  }

  const setMedia = (it: Conversation, media: 'present' | 'notPresent') => {
    if (it === sam) board.set({ device: 'online', media });
  };
  const cardLiesThere = () => {
    const status = board.status();
    return status.device === 'online' && status.media === 'present';
  };

  async function lookWhetherTaken(it: Conversation, signal: AbortSignal): Promise<void> {
    const asked = await it.ask(refind === 'always' ? 'findCard' : 'readNewAddress', signal);
    if (!asked.ok) return;
    const { word } = asked.answer;
    if (word !== 'cardFound' && word !== 'done' && word !== 'noSuchItem') setMedia(it, 'notPresent');
  }

  /** Between readings only: find, select and read belong together, nothing may be said in between. */
  async function watchCard(it: Conversation): Promise<void> {
    watch = new AbortController();
    const stop = AbortSignal.any([watch.signal, it.over]);
    while (cardLiesThere()) {
      await sleep(clock, delays.lookWhetherTaken, stop);
      if (stop.aborted) return;
      await lookWhetherTaken(it, stop);
    }
  }

  async function findAndRead(signal: AbortSignal, onFound?: () => void): Promise<Outcome<{ card: IdCard }>> {
    while (!signal.aborted) {
      const it = sam;
      if (!it) return failed(faultNow());
      const found = await it.ask('findCard', signal);
      if (!found.ok) return found;
      const fault = moduleFault(found.answer);
      endIfBroken(it, fault);
      if (fault) return failed(fault);
      const { word } = found.answer;
      if (word === 'cardFound' && !(refind === 'always' && cardLiesThere())) {
        setMedia(it, 'present');
        onFound?.();
        const outcome = await readFoundCard(it, signal);
        if (!outcome.ok) endIfBroken(it, outcome.fault);
        if (!outcome.ok && outcome.fault === 'cardRemoved') setMedia(it, 'notPresent');
        return outcome;
      }
      if (refind === 'afterRemoval' && cardLiesThere()) await lookWhetherTaken(it, signal);
      if (refind === 'always' && word === 'noCard') setMedia(it, 'notPresent');
      await sleep(clock, delays.findAgain, signal);
    }
    return failed('cancelled');
  }

  /** Why nothing can be asked of the module now. */
  const faultNow = (): Fault => {
    const status = board.status();
    return 'fault' in status ? status.fault : 'offline';
  };
  const started = (signal: AbortSignal) => board.when(({ device }) => device !== 'starting', signal);

  return {
    status: board.status,
    subscribe: board.subscribe,
    async read(signal, onFound) {
      readings++;
      watch.abort();
      try {
        await started(signal);
        return await findAndRead(signal, onFound);
      } finally {
        readings--;
        if (sam && readings === 0) void watchCard(sam);
      }
    },
    async waitUntilTaken(signal) {
      await board.when((status) => status.device !== 'starting' && !cardLiesThere(), signal);
      if (signal.aborted) return failed('cancelled');
      return board.status().device === 'online' ? { ok: true } : failed(faultNow());
    },
    close() {
      standing.close();
      sam?.end({ fault: 'offline', cause: 'closed' });
      down('offline');
    },
  };
}
