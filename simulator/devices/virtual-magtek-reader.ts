import type { Clock } from '../../device-drivers/contract/clock.ts';
import { fromHex } from '../../device-drivers/framing/hex.ts';
import type { HidFarEnd, HidFeatures } from '../../device-drivers/links/memory-hid.ts';
import {
  type Answer,
  type DecodedTrack,
  decodeCommand,
  type EncodeType,
  encodeAnswer,
  encodeSwipe,
  type Property,
} from '../../device-drivers/magtek-reader/codec.ts';
import { createFaultPlan, type FaultPlan } from './fault-plan.ts';
import { createHidLine, type HidLine, type HidTrouble } from './hid-line.ts';
import type { Chance } from './line.ts';

/** What a card's stripe holds, track by track, between the sentinels. A track without anything on it is absent. */
export interface Stripe {
  readonly track1?: string;
  readonly track2?: string;
  readonly track3?: string;
  /** Tracks that are worn or demagnetised: the reader finds something there and cannot decode it. */
  readonly worn?: readonly (1 | 2 | 3)[];
}

const troubleNames = ['silent', 'late', 'unplugged'] as const satisfies readonly HidTrouble[];

/**
 * `errorBits` (no track could be decoded), `doubleSwipe`, `junk` (a short report before it), `silent`, `late` and
 * `unplugged` strike a swipe; `failure` strikes a command but the reset, `deaf` any.
 */
export type MagtekReaderFault =
  | 'errorBits'
  | 'doubleSwipe'
  | 'junk'
  | 'failure'
  | 'deaf'
  | (typeof troubleNames)[number];

export interface MagtekReaderState {
  /** How many cards have been swiped. */
  readonly swipes: number;
  readonly resets: number;
  readonly connected: boolean;
  readonly faults: readonly MagtekReaderFault[];
}

/** A MagTek swipe reader in HID mode, as its driver sees it on the bus. Its properties are kept when it is attached anew. */
export interface VirtualMagtekReader extends FaultPlan<MagtekReaderFault> {
  readonly descriptor: Uint8Array;
  readonly features: HidFeatures;
  attach(end: HidFarEnd): void;
  swipe(stripe: Stripe): void;
  state(): MagtekReaderState;
  subscribe(listener: () => void): () => void;
}

/** MagTek "USB HID Swipe Reader Technical Reference", appendix on usages. */
const descriptor = fromHex(
  `06 00 FF 09 01 A1 01 15 00 26 FF 00 75 08 09 20 09 21 09 22 09 28 09 29 09 2A 09 38 95 07 81 02 09 30 95 6E 82 02 01
   09 31 95 6E 82 02 01 09 32 95 6E 82 02 01 09 20 95 18 B2 02 01 C0`,
);

/** Milliseconds between the two reports of a card swiped forth and back. */
const apart = 300;
const ascii = (text: string) => new TextEncoder().encode(text);

export function createVirtualMagtekReader(world: {
  readonly clock: Clock;
  readonly chance: Chance;
  /** Milliseconds from the end of a swipe until its report goes out. */
  readonly decodeTime?: number;
  /** Milliseconds a command takes, during which the bus is told to wait. */
  readonly commandTime?: number;
}): VirtualMagtekReader {
  const { clock, chance, decodeTime = 60, commandTime = 15 } = world;
  const faults = createFaultPlan<MagtekReaderFault>(changed);
  const listeners = new Set<() => void>();
  const properties = new Map<Property, Uint8Array>([
    ['softwareId', ascii('21042804A01')],
    ['serialNumber', ascii('0000001')],
    ['pollingInterval', Uint8Array.of(10)],
    ['trackEnable', Uint8Array.of(0x95)],
  ]);
  let line: HidLine | undefined;
  let swipes = 0;
  let resets = 0;
  let answer: Uint8Array | undefined;

  function changed() {
    for (const listener of [...listeners]) listener();
  }

  function tracksOf(stripe: Stripe, errorBits: boolean): readonly [DecodedTrack, DecodedTrack, DecodedTrack] {
    const track = (number: 1 | 2 | 3, data: string | undefined, start: string): DecodedTrack => {
      const something = data !== undefined;
      const error = (errorBits && something) || (stripe.worn?.includes(number) ?? false);
      return { error, text: error || !something ? '' : `${start}${data}?` };
    };
    return [track(1, stripe.track1, '%'), track(2, stripe.track2, ';'), track(3, stripe.track3, ';')];
  }

  function report(stripe: Stripe): Uint8Array {
    const tracks = tracksOf(stripe, faults.strikes('errorBits'));
    const isBlank = tracks.every(({ error, text }) => !error && text === '');
    const isBank = stripe.track1?.startsWith('B') && stripe.track2?.includes('=');
    const encodeType: EncodeType = isBlank ? 'blank' : isBank ? 'iso' : 'other';
    // What stands behind a track is left from before.
    return encodeSwipe({ encodeType, tracks }, Math.floor(chance() * 256));
  }

  function carryOut(bytes: Uint8Array): Answer {
    const command = decodeCommand(bytes);
    if (command?.kind === 'reset') {
      resets++;
      return { result: 'ok', data: new Uint8Array(0) };
    }
    if (faults.strikes('failure')) return { result: 'failure', data: new Uint8Array(0) };
    if (command?.kind === 'getProperty') {
      return { result: 'ok', data: properties.get(command.property) ?? new Uint8Array(0) };
    }
    const isFixed = command?.property === 'softwareId';
    if (command?.kind !== 'setProperty' || isFixed) return { result: 'badParameter', data: new Uint8Array(0) };
    properties.set(command.property, command.value);
    return { result: 'ok', data: new Uint8Array(0) };
  }

  return {
    descriptor,
    features: {
      set: (id, data) =>
        new Promise((resolve) => {
          if (faults.strikes('deaf')) return;
          if (id !== 0) return resolve('stalled');
          clock.after(commandTime, () => {
            answer = encodeAnswer(carryOut(data));
            changed();
            resolve('taken');
          });
        }),
      get: async (id) => (id === 0 && answer ? answer : 'stalled'),
    },
    attach(end) {
      line?.close();
      answer = undefined;
      const attached = createHidLine(
        end,
        { clock, interval: properties.get('pollingInterval')?.[0] ?? 10 },
        {
          hear() {
            // It has no output reports.
          },
          lost() {
            if (line === attached) line = undefined;
            changed();
          },
        },
      );
      line = attached;
      changed();
    },
    swipe(stripe) {
      swipes++;
      clock.after(decodeTime, () => {
        const struck = new Set(troubleNames.filter((name) => faults.strikes(name)));
        if (faults.strikes('junk')) line?.send([Uint8Array.from({ length: 40 }, () => Math.floor(chance() * 256))]);
        line?.send([report(stripe)], struck);
        if (faults.strikes('doubleSwipe')) clock.after(apart, () => line?.send([report(stripe)]));
      });
      changed();
    },
    failNext: faults.failNext,
    failUntilCleared: faults.failUntilCleared,
    clear: faults.clear,
    standing: faults.standing,
    state: () => ({ swipes, resets, connected: line !== undefined, faults: faults.planned() }),
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
