import type { Clock } from '../../device-drivers/contract/clock.ts';
import { createFramer } from '../../device-drivers/framing/framer.ts';
import { join } from '../../device-drivers/framing/join.ts';
import type { Link } from '../../device-drivers/links/link.ts';
import {
  type EntryStatus,
  encodeAnswer,
  engineTrigger,
  type SetupCommand,
  type TriggerBytes,
} from '../../device-drivers/newland-scanner/codec.ts';
import { longestCommand, lookForCommand } from '../../device-drivers/newland-scanner/frame.ts';
import { createFaultPlan, type FaultPlan } from './fault-plan.ts';
import { type Chance, createLine, goodManners, type Line, type LineManners, type LineTrouble } from './line.ts';
import { createScanWindow, decodedBytes, type ScannerFault, type ShownCode } from './scan-window.ts';

const troubles = {
  silent: 'silent',
  damaged: 'damaged',
  noise: 'noise',
  late: 'late',
  unplugged: 'unplugged',
} as const satisfies Record<string, LineTrouble>;
type TroubleName = keyof typeof troubles;
const troubleNames = Object.keys(troubles) as readonly TroubleName[];

/** `deaf` strikes an answer to a setup command, the others a code on its way. */
export type NewlandScannerFault = ScannerFault | 'damaged' | 'noise' | 'deaf';

export interface NewlandScannerState {
  readonly shown: ShownCode | undefined;
  readonly looking: boolean;
  readonly connected: boolean;
  readonly faults: readonly NewlandScannerFault[];
}

/**
 * A Newland engine as its driver sees it on the line: looks for a code when triggered, sends it with its suffix, answers
 * setup commands. Settings are kept; what is held before it stays when the link is attached anew.
 */
export interface VirtualNewlandScanner extends FaultPlan<NewlandScannerFault> {
  attach(link: Link): void;
  /** Holds a code before the window, in place of any other, until it is hidden. */
  show(code: ShownCode): void;
  hide(): void;
  /** Presses the scanner's own button, which triggers it as the host does. */
  press(): void;
  state(): NewlandScannerState;
  subscribe(listener: () => void): () => void;
}

/** Milliseconds between the two sendings of a code scanned twice, and between junk and the code behind it. */
const apart = { twice: 40, junk: 500 };

const isLineEnd = (byte: number) => byte === 0x0d || byte === 0x0a;
const ascii = (text: string) => new TextEncoder().encode(text);

export function createVirtualNewlandScanner(world: {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly manners?: LineManners;
  readonly trigger?: TriggerBytes;
  readonly answersSetup?: boolean;
  readonly suffix?: '\r' | '\r\n';
  readonly sendsAim?: boolean;
  /** Sent when a triggered scanner has found nothing. */
  readonly noRead?: string;
  readonly decodeTime?: number;
  /** Milliseconds until a triggered scanner that finds nothing stops looking. */
  readonly looksFor?: number;
}): VirtualNewlandScanner {
  const { clock, chance, manners = goodManners, trigger = engineTrigger, answersSetup = true } = world;
  const { suffix = '\r\n', sendsAim = true, noRead, decodeTime = 120, looksFor = 3_000 } = world;
  const faults = createFaultPlan<NewlandScannerFault>(changed);
  const listeners = new Set<() => void>();
  const framer = createFramer(lookForCommand(trigger), longestCommand);
  const scanWindow = createScanWindow({
    clock,
    triggered: true,
    decodeTime,
    looksFor,
    decoded: send,
    foundNothing: () => {
      if (noRead !== undefined) line?.send(ascii(noRead + suffix));
    },
    changed,
  });
  /** Whether Code 11 is decoded, and how long it may be: the settings of the manual's example. */
  const settings = new Map([
    ['C11ENA', '0'],
    ['C11MIN', '4'],
    ['C11MAX', '80'],
  ]);
  let line: Line | undefined;

  function changed() {
    for (const listener of [...listeners]) listener();
  }

  /** Without an end of line, which would make it a code. */
  function junk(): Uint8Array {
    return Uint8Array.from({ length: 6 }, () => Math.floor(chance() * 256)).map((byte) => (isLineEnd(byte) ? 0 : byte));
  }

  function send(code: ShownCode) {
    const data = decodedBytes(code, faults.strikes('badDecode'));
    const bytes = join([ascii(sendsAim ? code.aim : ''), data, ascii(suffix)]);
    const struck = new Set(troubleNames.filter((name) => faults.strikes(name)).map((name) => troubles[name]));
    const twice = faults.strikes('doubleScan');
    const sendOut = () => {
      line?.send(bytes, struck);
      if (twice) clock.after(apart.twice, () => line?.send(bytes));
    };
    if (!faults.strikes('junk')) return sendOut();
    line?.send(junk());
    clock.after(apart.junk, sendOut);
  }

  /** Carries out one entry, and gives what the answer repeats of it. */
  function apply(tag: string, entry: string): { readonly text: string; readonly status: EntryStatus } {
    const name = tag + entry.slice(0, 3);
    const value = entry.slice(3);
    if (name === 'SCNTRG') {
      if (value === '1') scanWindow.start();
      else scanWindow.stop();
      return { text: entry, status: 'done' };
    }
    const held = settings.get(name);
    if (held === undefined) return { text: entry, status: 'unknown' };
    if (value === '*') return { text: entry.slice(0, 3) + held, status: 'done' };
    if (!/^\d{1,3}$/.test(value)) return { text: entry, status: 'outOfRange' };
    settings.set(name, value);
    return { text: entry, status: 'done' };
  }

  function setUp(command: SetupCommand) {
    const answered = command.settings.map(({ tag, entries }) => ({
      tag,
      entries: entries.map((entry) => apply(tag, entry)),
    }));
    if (faults.strikes('deaf') || !answersSetup) return;
    line?.send(encodeAnswer({ storage: command.storage, settings: answered }));
  }

  return {
    attach(link) {
      line?.close();
      const attached = createLine(
        link,
        { clock, chance, manners },
        {
          hear(bytes) {
            for (const it of framer.push(bytes).frames) {
              if (it.kind === 'start') scanWindow.start();
              else if (it.kind === 'stop') scanWindow.stop();
              else setUp(it.command);
            }
          },
          lost() {
            framer.reset();
            if (line === attached) line = undefined;
            changed();
          },
        },
      );
      line = attached;
      changed();
    },
    show: scanWindow.show,
    hide: scanWindow.hide,
    press: scanWindow.start,
    failNext: faults.failNext,
    failUntilCleared: faults.failUntilCleared,
    clear: faults.clear,
    standing: faults.standing,
    state: () => ({
      shown: scanWindow.shown(),
      looking: scanWindow.looking(),
      connected: line !== undefined,
      faults: faults.planned(),
    }),
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
