import { decodeCommand, encodeAnswer, words } from '../../device-drivers/apdu/codec.ts';
import type { Clock } from '../../device-drivers/contract/clock.ts';
import { type PcscAnswer, type PcscSlot, pcscFailure } from '../../device-drivers/links/pcsc.ts';
import { firstBlockOf, fromApdu, sectorOf, storageAtr } from '../../device-drivers/pcsc-mifare/codec.ts';
import { createFaultPlan, type FaultPlan } from './fault-plan.ts';
import type { M1Card } from './m1-card.ts';
import { type AwakeChip, wake } from './m1-field.ts';
import { type VirtualChipCard, wordOnly } from './virtual-chip-card.ts';

export type VirtualCard = VirtualChipCard | M1Card;

/**
 * `collision` strikes the putting in: a second card lies there too and the reader wakes neither. The others strike a
 * command: the card is taken in its middle (`removedMidway`), gives no answer (`mute`), a word that explains nothing
 * (`wrongWord`), an answer to be fetched (`heldBack`: 61 xx) or asked for again (`wrongLe`: 6C xx); the answer comes
 * when nobody waits for it any more (`late`); the reader is unplugged in its middle.
 */
export type PcscReaderFault =
  | 'collision'
  | 'removedMidway'
  | 'mute'
  | 'wrongWord'
  | 'heldBack'
  | 'wrongLe'
  | 'late'
  | 'unplugged';

export interface PcscReaderState {
  readonly card: VirtualCard | undefined;
  readonly connected: boolean;
  /** Whether a command is being carried out. */
  readonly busy: boolean;
  readonly faults: readonly PcscReaderFault[];
}

/**
 * A PC/SC reader with a slot for chips and a field for storage cards, which it speaks for (PC/SC part 3). What is in it
 * stays when the link is attached anew.
 */
export interface VirtualPcscReader extends FaultPlan<PcscReaderFault> {
  attach(slot: PcscSlot): void;
  /** Puts a card in, in place of any other. */
  put(card: VirtualCard): void;
  take(): void;
  state(): PcscReaderState;
  subscribe(listener: () => void): () => void;
}

/** Milliseconds. */
const usualTimes = { noticing: 200, command: 20, givingUp: 1_000, late: 10_000 };
const noDiagnosis = 0x6f00;
/** Sector and block within it. */
const placeOf = (block: number) => [sectorOf(block), block - firstBlockOf(sectorOf(block))] as const;
const unresponsive = pcscFailure('cardUnreadable', 'Card is unresponsive');

export function createVirtualPcscReader(world: {
  readonly clock: Clock;
  readonly times?: Partial<typeof usualTimes>;
}): VirtualPcscReader {
  const { clock } = world;
  const times = { ...usualTimes, ...world.times };
  const faults = createFaultPlan<PcscReaderFault>(changed);
  const listeners = new Set<() => void>();
  /** Two keys, as in an ACR122U. They are the reader's and outlive the cards. */
  const keys: Uint8Array[] = [new Uint8Array(6), new Uint8Array(6)];
  let slot: PcscSlot | undefined;
  /** Another object for every putting in. `awake`: the chip of a storage card, which has forgotten what was proved to it. */
  let laid:
    | { readonly card: VirtualCard; readonly asleep: boolean; noticed: boolean; awake: AwakeChip | undefined }
    | undefined;
  let held: Uint8Array | undefined;
  let busy = 0;

  function changed() {
    for (const listener of [...listeners]) listener();
  }

  const awaken = (card: VirtualCard) => {
    if (card.kind === 'storage') return card.chip && wake(card.chip);
    card.reset();
    return undefined;
  };
  /** A storage card with a dead chip is none to the reader. */
  const isThere = (card: VirtualCard) => card.kind === 'chip' || card.chip !== undefined;

  const atrOf = (it: NonNullable<typeof laid>) => {
    if (it.asleep) return new Uint8Array(0);
    return it.card.kind === 'chip' ? it.card.atr : storageAtr(it.card.size);
  };

  /** Readers look for cards a few times a second. */
  function notice() {
    const it = laid;
    if (!it || !isThere(it.card)) return;
    clock.after(times.noticing, () => {
      if (laid !== it || it.noticed || !slot) return;
      it.noticed = true;
      slot.insert(atrOf(it));
    });
  }

  function take() {
    const it = laid;
    laid = undefined;
    held = undefined;
    if (it?.card.kind === 'chip') it.card.reset();
    if (it?.noticed) slot?.remove();
    changed();
  }

  /** What a reader does with a storage card by itself (PC/SC part 3, 3.2.2). */
  function answerForStorage(uid: Uint8Array, awake: AwakeChip | undefined, bytes: Uint8Array): Uint8Array {
    const apdu = decodeCommand(bytes);
    const command = apdu && fromApdu(apdu);
    if (!apdu) return wordOnly(words.wrongLength);
    if (!command) return wordOnly(apdu.cla === 0xff ? words.functionNotSupported : words.claNotSupported);
    const done = (well: boolean) => wordOnly(well ? words.done : words.operationFailed);
    switch (command.kind) {
      case 'uid':
        return encodeAnswer({ data: uid, word: words.done });
      case 'loadKey':
        if (command.place >= keys.length) return done(false);
        keys[command.place] = command.key;
        return done(true);
      case 'authenticate': {
        const key = keys[command.place];
        return done(key !== undefined && awake?.authenticate(sectorOf(command.block), command.which, key) === true);
      }
      case 'readBlock': {
        const data = awake?.read(...placeOf(command.block));
        return data ? encodeAnswer({ data, word: words.done }) : done(false);
      }
      case 'writeBlock':
        return done(awake?.write(...placeOf(command.block), command.data) === true);
    }
  }

  function answerOf({ card, awake }: NonNullable<typeof laid>, bytes: Uint8Array): Uint8Array {
    const waiting = held;
    held = undefined;
    const command = decodeCommand(bytes);
    if (waiting && command?.ins === 0xc0) return encodeAnswer({ data: waiting, word: words.done });
    if (faults.strikes('wrongWord')) return wordOnly(noDiagnosis);
    const answer = card.kind === 'chip' ? card.answer(bytes) : answerForStorage(card.uid, awake, bytes);
    const data = answer.slice(0, -2);
    const well = answer[data.length] === 0x90 && data.length > 0 && command?.le !== undefined;
    if (well && faults.strikes('wrongLe')) return wordOnly(0x6c00 | (data.length & 0xff));
    if (!well || !faults.strikes('heldBack')) return answer;
    held = data;
    return wordOnly(0x6100 | (data.length & 0xff));
  }

  /** Carries `work` out on the card when its time is over, if the card is still there then. */
  function carryOut(time: number, work: (it: NonNullable<typeof laid>) => PcscAnswer): Promise<PcscAnswer> {
    const { promise, resolve } = Promise.withResolvers<PcscAnswer>();
    const it = laid;
    busy++;
    changed();
    clock.after(time, () => {
      busy--;
      if (!it || laid !== it) resolve(pcscFailure('cardRemoved', 'Card was removed'));
      else if (it.asleep) resolve(unresponsive);
      else resolve(work(it));
      changed();
    });
    return promise;
  }

  function transmit(command: Uint8Array): Promise<PcscAnswer> {
    if (faults.strikes('removedMidway')) clock.after(times.command / 2, take);
    if (faults.strikes('unplugged')) clock.after(times.command / 2, () => slot?.close());
    if (faults.strikes('mute')) return carryOut(times.givingUp, () => unresponsive);
    const time = faults.strikes('late') ? times.late : times.command;
    return carryOut(time, (it) => ({ ok: true, bytes: answerOf(it, command) }));
  }

  return {
    attach(to) {
      slot?.close();
      slot = to;
      to.serve({
        transmit,
        reset: () =>
          carryOut(times.command, (it) => {
            held = undefined;
            it.awake = awaken(it.card);
            return { ok: true, bytes: atrOf(it) };
          }),
      });
      to.onClose(() => {
        if (slot !== to) return;
        slot = undefined;
        changed();
      });
      if (laid) laid.noticed = false;
      notice();
      changed();
    },
    put(card) {
      if (laid) take();
      laid = { card, asleep: faults.strikes('collision'), noticed: false, awake: awaken(card) };
      notice();
      changed();
    },
    take,
    failNext: faults.failNext,
    failUntilCleared: faults.failUntilCleared,
    clear: faults.clear,
    standing: faults.standing,
    state: () => ({ card: laid?.card, connected: slot !== undefined, busy: busy > 0, faults: faults.planned() }),
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
