import { type Clock, sleep } from '../../device-drivers/contract/clock.ts';
import { encodeAnswer, jobGroup, printerGroup, type StatusName } from '../../device-drivers/ipp-printer/answer.ts';
import { decode, type IppGroup } from '../../device-drivers/ipp-printer/codec.ts';
import { decodeCommand, type IppCommand, operations, type Sender } from '../../device-drivers/ipp-printer/command.ts';
import { createFaultPlan, type FaultPlan } from './fault-plan.ts';
import type { Chance } from './line.ts';
import { pagesOfPdf } from './pdf-pages.ts';
import {
  type Accident,
  createSheetPrinter,
  type PrintedPage,
  type SheetJob,
  type SheetPrinterModel,
  type SheetPrinterParts,
} from './sheet-printer.ts';

/**
 * What becomes of a request and its answer. `busy` and `lostReply` strike a Print-Job only, the first instead of taking
 * it, the second after; `silent` and `http500` strike before anything is done, `slow` and `garbage` after.
 */
export const wireTroubles = ['busy', 'lostReply', 'silent', 'slow', 'http500', 'garbage'] as const;
type WireTrouble = (typeof wireTroubles)[number];
export type ReportPrinterFault = Accident | WireTrouble;

export interface VirtualIppPrinterState extends SheetPrinterParts {
  readonly printing: boolean;
  /** As it tells them. */
  readonly reasons: readonly string[];
  readonly jobs: readonly SheetJob[];
  /** In the output tray, the oldest first. */
  readonly output: readonly PrintedPage[];
  readonly faults: readonly ReportPrinterFault[];
}

/** How an answer comes: as bytes, as an HTTP error, after a broken connection, never, or from nobody at all. */
export type IppReply =
  | { readonly kind: 'answer'; readonly body: Uint8Array }
  | { readonly kind: 'httpError'; readonly status: number }
  | { readonly kind: 'broken' }
  | { readonly kind: 'silent' }
  | { readonly kind: 'off' };

/** A page printer that takes PDF over IPP, with its tray, its toner and what it has been sent. */
export interface VirtualIppPrinter extends FaultPlan<ReportPrinterFault> {
  /** One request's body; what comes back. */
  receive(body: Uint8Array): Promise<IppReply>;
  set(parts: Partial<SheetPrinterParts>): void;
  /** The accident strikes when page `page` of a job is drawn in, from 1, once. */
  failAtPage(page: number, accident: Accident): void;
  /** Takes the sheets out of the output tray. */
  take(): readonly PrintedPage[];
  /** Puts sheets into the output tray that were printed some other time. */
  leave(sheets: number): void;
  state(): VirtualIppPrinterState;
  subscribe(listener: () => void): () => void;
}

const usualModel: SheetPrinterModel = {
  pagesPerMinute: 30,
  warmUp: 3_000,
  sheets: 250,
  sheetsLowBelow: 25,
  toner: 2_000,
  tonerLowBelow: 100,
  output: 150,
  spool: 'kept',
};

/** Milliseconds a slow answer takes, which drivers bear. */
const slowness = 3_000;
/** Milliseconds an ordinary answer takes. */
const thinking = 20;

/** A Print-Job changes the world, so it is not the same to lose its answer as to lose a look's. */
const isPrintJob = (bytes: Uint8Array) => decode(bytes)?.code === operations.printJob;

export function createVirtualIppPrinter(world: {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly model?: Partial<SheetPrinterModel>;
  /** What it hangs on to its reasons: printers differ. */
  readonly suffix?: '' | '-report' | '-warning' | '-error';
  /** Whether it says of itself and of the job that they have stopped; some go on calling it processing. */
  readonly saysStopped?: boolean;
}): VirtualIppPrinter {
  const { clock, chance, suffix = '', saysStopped = true } = world;
  const faults = createFaultPlan<ReportPrinterFault>(changed);
  const listeners = new Set<() => void>();
  const model = { ...usualModel, ...world.model };
  const atPages: { readonly page: number; readonly accident: Accident }[] = [];
  const machine = createSheetPrinter({ clock, model, changed, strikes });

  function changed() {
    for (const listener of [...listeners]) listener();
  }

  function strikes(accident: Accident, page: number): boolean {
    const at = atPages.findIndex((it) => it.accident === accident && it.page === page);
    if (at >= 0) atPages.splice(at, 1);
    return at >= 0 || faults.strikes(accident);
  }

  const toldReasons = () => machine.reasons().map((reason) => reason + suffix);
  const told = (job: SheetJob): SheetJob =>
    saysStopped || job.state !== 'stopped' ? job : { ...job, state: 'processing', reasons: ['job-printing'] };

  function answer(bytes: Uint8Array): Uint8Array {
    const message = decode(bytes);
    const asked = decodeCommand(bytes);
    if (asked) return carryOut(asked.command, asked.from);
    const known = Object.values<number>(operations).includes(message?.code ?? -1);
    return encodeAnswer(message && !known ? 'operationNotSupported' : 'badRequest', message?.requestId ?? 0);
  }

  function carryOut(command: IppCommand, { requestId, printerUri, user }: Sender): Uint8Array {
    const say = (status: StatusName, groups: readonly IppGroup[] = []) => encodeAnswer(status, requestId, groups);
    const group = (job: SheetJob) => jobGroup(told(job), `${printerUri}/${job.id}`);
    switch (command.kind) {
      case 'getPrinterAttributes': {
        const state = machine.state() === 'stopped' && !saysStopped ? 'processing' : machine.state();
        return say('ok', [printerGroup({ state, reasons: toldReasons(), accepting: machine.parts().accepting })]);
      }
      case 'printJob': {
        if (!machine.parts().accepting) return say('notAccepting');
        if (faults.strikes('busy')) return say('busy');
        const pages = pagesOfPdf(command.document);
        if (pages === undefined) return say('formatNotSupported');
        return say('ok', [group(machine.add({ name: command.jobName, user, document: command.document, pages }))]);
      }
      case 'getJobAttributes': {
        const job = machine.jobs().find(({ id }) => id === command.jobId);
        return job ? say('ok', [group(job)]) : say('notFound');
      }
      case 'getJobs': {
        const isOver = ({ state }: SheetJob) => state === 'completed' || state === 'canceled' || state === 'aborted';
        const mine = machine
          .jobs()
          .filter((job) => job.user === user && isOver(job) === (command.which === 'completed'));
        return say('ok', mine.map(group));
      }
      case 'cancelJob':
        if (!machine.jobs().some(({ id }) => id === command.jobId)) return say('notFound');
        return say(machine.cancel(command.jobId) ? 'ok' : 'notPossible');
    }
  }

  return {
    async receive(body) {
      await sleep(clock, thinking);
      if (machine.parts().power === 'off') return { kind: 'off' };
      if (faults.strikes('silent')) return { kind: 'silent' };
      if (faults.strikes('http500')) return { kind: 'httpError', status: 500 };
      const said = answer(body);
      if (isPrintJob(body) && faults.strikes('lostReply')) return { kind: 'broken' };
      if (faults.strikes('slow')) await sleep(clock, slowness);
      if (machine.parts().power === 'off') return { kind: 'broken' };
      if (!faults.strikes('garbage')) return { kind: 'answer', body: said };
      return { kind: 'answer', body: said.map((byte) => (chance() < 0.5 ? byte : Math.floor(chance() * 256))) };
    },
    set: machine.set,
    failAtPage(page, accident) {
      atPages.push({ page, accident });
      changed();
    },
    take: machine.take,
    leave: machine.leave,
    failNext: faults.failNext,
    failUntilCleared: faults.failUntilCleared,
    clear: faults.clear,
    standing: faults.standing,
    state: () => ({
      ...machine.parts(),
      printing: machine.state() === 'processing',
      reasons: toldReasons(),
      jobs: machine.jobs(),
      output: machine.output(),
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
