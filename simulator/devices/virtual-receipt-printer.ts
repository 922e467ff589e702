import type { Clock } from '../../device-drivers/contract/clock.ts';
import type { Link } from '../../device-drivers/links/link.ts';
import { encodeAnswer, type PrinterAnswer } from '../../device-drivers/receipt-printer/answer.ts';
import type { PrinterCommand } from '../../device-drivers/receipt-printer/command.ts';
import {
  automaticMask,
  encodeAutomatic,
  encodeInOrder,
  encodeRealTime,
  type PrinterCondition,
} from '../../device-drivers/receipt-printer/status.ts';
import { createFaultPlan, type FaultPlan } from './fault-plan.ts';
import { type Chance, createLine, goodManners, type Line, type LineManners, type LineTrouble } from './line.ts';
import { createPaper, type PrintedBlock, type PrintedSlip } from './paper.ts';
import type { RealTimeCommand } from './real-time-ear.ts';
import { createReceiveBuffer } from './receive-buffer.ts';
import { createTypesetter, type Glyphs } from './typesetter.ts';

/** What hands and wear can change about the machine. */
export interface PrinterParts {
  readonly power: 'on' | 'off';
  readonly cover: 'closed' | 'open';
  readonly cutter: 'ok' | 'jammed';
  /** Where the paper runs. */
  readonly path: 'ok' | 'jammed';
  readonly head: 'ok' | 'hot';
  readonly electronics: 'ok' | 'broken';
  /** Millimetres on the roll. Setting it puts in another roll: what hung from the old one is torn off. */
  readonly paperLeft: number;
}

/** What becomes of the printer's next answer on its way. */
export type ReceiptPrinterFault = LineTrouble;
const faultNames: readonly ReceiptPrinterFault[] = ['silent', 'damaged', 'noise', 'late', 'unplugged'];

export interface ReceiptPrinterState extends PrinterParts {
  readonly condition: PrinterCondition;
  readonly printing: boolean;
  readonly connected: boolean;
  /** Bytes received and not carried out yet. */
  readonly buffered: number;
  /** Printed and not cut yet. */
  readonly hanging: readonly PrintedBlock[];
  /** In the outlet, the oldest first. */
  readonly slips: readonly PrintedSlip[];
  /** In somebody's hand: the latest that were taken out, the newest last. */
  readonly taken: readonly PrintedSlip[];
  readonly faults: readonly ReceiptPrinterFault[];
}

/**
 * An ESC/POS receipt printer with cutter, 80 mm paper, GB 18030, automatic status and process id. Its parts and what it
 * has received stay when the link is attached anew: a terminal that restarts finds the rest of its job in here.
 */
export interface VirtualReceiptPrinter extends FaultPlan<ReceiptPrinterFault> {
  attach(link: Link): void;
  set(parts: Partial<PrinterParts>): void;
  /** Takes the slips out of the outlet. */
  take(): readonly PrintedSlip[];
  state(): ReceiptPrinterState;
  subscribe(listener: () => void): () => void;
}

/** How fast paper and blade are, in milliseconds. */
export interface PrinterMechanics {
  readonly perMillimetre: number;
  readonly cut: number;
}
const usualMechanics: PrinterMechanics = { perMillimetre: 5, cut: 400 };
/** Printing goes on in steps of at most about this many milliseconds, so that a cover can be opened in the middle. */
const step = 100;
/** Slips somebody can still be asked to show. */
const remembered = 2;

export function createVirtualReceiptPrinter(world: {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly manners?: LineManners;
  /** Millimetres of the first roll, and left when it counts as low. */
  readonly roll?: number;
  readonly lowBelow?: number;
  readonly mechanics?: PrinterMechanics;
  readonly glyphs?: Glyphs;
}): VirtualReceiptPrinter {
  const { clock, chance, manners = goodManners, roll = 80_000, lowBelow = 2_000 } = world;
  const mechanics = world.mechanics ?? usualMechanics;
  const faults = createFaultPlan<ReceiptPrinterFault>(changed);
  const listeners = new Set<() => void>();
  const paper = createPaper({ millimetres: roll, lowBelow });
  const typesetter = createTypesetter(paper, world.glyphs);
  const received = createReceiveBuffer({ actAtOnce, send });
  let line: Line | undefined;
  let parts: Omit<PrinterParts, 'paperLeft'> = {
    power: 'on',
    cover: 'closed',
    cutter: 'ok',
    path: 'ok',
    head: 'ok',
    electronics: 'ok',
  };
  /** Errors that stay after their cause is gone, until the host has them left or the power goes. */
  let stuck = { cutter: false, path: false };
  let coverOpenedInPrint = false;
  let moving = false;
  let items = 0;
  let told: Uint8Array | undefined;
  let taken: readonly PrintedSlip[] = [];

  function changed() {
    for (const listener of [...listeners]) listener();
  }

  function condition(): PrinterCondition {
    const errors = {
      mechanicalError: stuck.path,
      cutterError: stuck.cutter,
      unrecoverableError: parts.electronics === 'broken',
      passingError: parts.head === 'hot' || coverOpenedInPrint,
    };
    const able = parts.cover === 'closed' && paper.level() !== 'out' && !Object.values(errors).some(Boolean);
    return { ...errors, online: able, cover: parts.cover, paper: paper.level(), drawerPinHigh: true };
  }

  function send(bytes: Uint8Array) {
    if (parts.power === 'on') line?.send(bytes, new Set(faultNames.filter((name) => faults.strikes(name))));
  }
  const answer = (it: PrinterAnswer) => send(encodeAnswer(it));

  /** Automatic status: at once when it is switched on, then at every change of what it covers. */
  function tellChange() {
    if (items === 0) return;
    const now = encodeAutomatic(condition());
    const mask = automaticMask(items);
    if (told && now.every((byte, at) => ((byte ^ (told?.[at] ?? 0)) & (mask[at] ?? 0)) === 0)) return;
    told = now;
    send(now);
  }

  function hear(bytes: Uint8Array) {
    if (parts.power === 'off') return;
    received.hear(bytes);
    work();
  }

  function actAtOnce(command: RealTimeCommand) {
    const recoverable = stuck.cutter || stuck.path;
    switch (command.kind) {
      case 'realTimeStatus':
        return answer({ kind: 'realTime', bits: encodeRealTime(command.of, condition()) });
      case 'recover':
        if (!recoverable) return;
        if (command.clearing) clearBuffers();
        return leaveErrors();
      case 'clearBuffers':
        clearBuffers();
        leaveErrors();
        return answer({ kind: 'cleared' });
    }
  }

  function clearBuffers() {
    received.clear();
    typesetter.clear();
  }

  /** An error whose cause is still there comes back at once. */
  function leaveErrors() {
    stuck = { cutter: stuck.cutter && parts.cutter === 'jammed', path: stuck.path && parts.path === 'jammed' };
  }

  /** Carries out one command: milliseconds it takes, or undefined when the printer stopped before its end. */
  function carryOut(command: PrinterCommand): number | undefined {
    switch (command.kind) {
      case 'automaticStatus':
        items = command.items;
        told = undefined;
        tellChange();
        return 0;
      case 'statusInOrder':
        answer({ kind: 'inOrder', bits: encodeInOrder(command.of, condition()) });
        return 0;
      case 'processId':
        answer({ kind: 'printed', id: command.id });
        return 0;
    }
    if (parts.path === 'jammed' && movesPaper(command)) stuck.path = true;
    else if (parts.cutter === 'jammed' && command.kind === 'cut') stuck.cutter = true;
    else {
      const moved = typesetter.set(command);
      if (command.kind === 'cut' && moved !== undefined) paper.cut();
      return moved === undefined
        ? undefined
        : moved * mechanics.perMillimetre + (command.kind === 'cut' ? mechanics.cut : 0);
    }
    return undefined;
  }

  /** Carries out what was received, a step at a time. Commands that answer or cut wait until all before them is done. */
  function work() {
    let time = 0;
    while (!moving && parts.power === 'on' && time < step && condition().online) {
      const command = received.next();
      if (!command || (time > 0 && waitsForPaper(command))) break;
      const takes = carryOut(command);
      if (takes === undefined) break;
      received.done();
      time += takes;
    }
    if (time > 0) {
      moving = true;
      clock.after(time, () => {
        moving = false;
        work();
      });
    }
    tellChange();
    changed();
  }

  function switchOff() {
    received.clear();
    typesetter.reset();
    stuck = { cutter: false, path: false };
    items = 0;
    told = undefined;
  }

  return {
    attach(link) {
      line?.close();
      const attached = createLine(
        link,
        { clock, chance, manners },
        {
          hear,
          lost() {
            if (line !== attached) return;
            line = undefined;
            changed();
          },
        },
      );
      line = attached;
      changed();
    },
    set({ paperLeft, ...others }) {
      parts = { ...parts, ...others };
      if (paperLeft !== undefined) paper.load(paperLeft);
      if (others.power === 'off') switchOff();
      if (others.cover === 'open') coverOpenedInPrint = moving;
      if (others.cover === 'closed') coverOpenedInPrint = false;
      work();
    },
    take() {
      const slips = paper.take();
      taken = [...taken, ...slips].slice(-remembered);
      changed();
      return slips;
    },
    failNext: faults.failNext,
    failUntilCleared: faults.failUntilCleared,
    clear: faults.clear,
    standing: faults.standing,
    state: () => ({
      ...parts,
      paperLeft: paper.left(),
      condition: condition(),
      printing: moving,
      connected: line !== undefined,
      buffered: received.held(),
      hanging: paper.hanging(),
      slips: paper.outlet(),
      taken,
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

const movesPaper = ({ kind }: PrinterCommand): boolean =>
  kind === 'lineFeed' || kind === 'feedLines' || kind === 'cut' || kind === 'qrPrint' || kind === 'raster';

const waitsForPaper = ({ kind }: PrinterCommand): boolean =>
  kind === 'processId' || kind === 'statusInOrder' || kind === 'cut';
