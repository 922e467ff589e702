import { type Clock, sleep } from '../contract/clock.ts';
import type { DeviceLog } from '../contract/device-event.ts';
import { type Failure, type Fault, failed, type Outcome } from '../contract/fault.ts';
import { createTurns } from '../exchange/turns.ts';
import type { Posted, PostIpp } from '../links/ipp.ts';
import { LinkError } from '../links/link.ts';
import type { Ending } from '../links/standing-link.ts';
import { isSuccess, type JobReport, jobsIn, printerIn, statuses } from './answer.ts';
import { decode, type IppMessage } from './codec.ts';
import { encodeCommand, type IppCommand, type SheetChoice } from './command.ts';
import { conditionOf, type PrinterCondition } from './status.ts';

/**
 * Milliseconds to wait for an answer; for that to a job, which some printers give only when they have taken all of it
 * in; between two attempts. And how often to ask a printer that has answered before.
 */
const patience = { answer: 5_000, printJob: 60_000, pause: 1_000, tries: 3 };

/** Milliseconds between two offers of a job to a busy printer, and after which it is refused. */
const busy = { pause: 2_000, giveUp: 30_000 };

/** Questions and answers with a printer, as long as it answers. IPP keeps no line open: each question is a connection. */
export interface Conversation {
  /** A printer that does not answer this after all tries, or nonsense, ends the conversation; so with the next three. */
  askCondition(): Promise<Outcome<{ readonly condition: PrinterCondition }>>;
  /** The job, or undefined when the printer knows none with this id. */
  askJob(id: number): Promise<Outcome<{ readonly job: JobReport | undefined }>>;
  askJobs(which: 'completed' | 'not-completed'): Promise<Outcome<{ readonly jobs: readonly JobReport[] }>>;
  /** A job that is over cannot be cancelled any more, which is as good. */
  cancelJob(id: number): Promise<Outcome>;
  /**
   * Sends a job, again while the printer is busy, until `signal` aborts. Anything but an id and a refusal says that it is
   * not known whether the printer has it.
   */
  sendJob(
    jobName: string,
    document: Uint8Array,
    signal: AbortSignal,
  ): Promise<Outcome<{ readonly id: number }> | Refusal>;
  close(): void;
  readonly ended: Promise<Ending>;
  /** Aborts when the conversation has ended. */
  readonly over: AbortSignal;
}

/** The printer has not taken the job. */
export type Refusal = Failure & { readonly refused: true };

interface Answered {
  readonly ok: true;
  readonly answer: IppMessage;
}
type Asked = Answered | ({ readonly ok: false } & Ending);

export function createConversation(plan: {
  readonly post: PostIpp;
  readonly address: string;
  readonly user: string;
  readonly sheets: SheetChoice;
  readonly clock: Clock;
  readonly log: DeviceLog;
  /** Told of every condition the printer reports. */
  readonly learn: (condition: PrinterCondition) => void;
}): Conversation {
  const { post, address, user, sheets, clock, log, learn } = plan;
  const inTurn = createTurns();
  const ending = Promise.withResolvers<Ending>();
  const over = new AbortController();
  // Behind a memory: address there is one printer and no path to choose it by.
  const printerUri = address.startsWith('ipp:') ? address : 'ipp://localhost/ipp/print';
  let lastId = 0;
  let hasAnswered = false;

  const end = (reason: Ending) => {
    ending.resolve(reason);
    over.abort();
  };

  /** One request, one answer. A post that does not end when it is aborted is left to itself. */
  async function askOnce(command: IppCommand, timeOut: number, signal: AbortSignal): Promise<Asked> {
    const requestId = ++lastId;
    const giving = new AbortController();
    const late = clock.after(timeOut, () => giving.abort());
    const within = AbortSignal.any([giving.signal, signal]);
    try {
      const posting = post(address, encodeCommand(command, { requestId, printerUri, user }), within).catch(misdirected);
      const posted = await Promise.race([posting, aborted(within)]);
      if (posted?.ok) return readAnswer(posted.body, requestId);
      if (giving.signal.aborted) return { ok: false, fault: 'timeOut', cause: `no answer to ${command.kind}` };
      return posted ?? { ok: false, fault: 'cancelled', cause: 'called off' };
    } finally {
      late();
      // Lets go of who still listens: the runtime keeps a signal of several for ever that somebody listens to.
      giving.abort();
    }
  }

  function readAnswer(body: Uint8Array, requestId: number): Asked {
    const answer = decode(body);
    if (!answer) return { ok: false, fault: 'protocolError', cause: 'the answer is no IPP message' };
    if (answer.requestId !== requestId)
      return { ok: false, fault: 'protocolError', cause: 'the answer is to another request' };
    hasAnswered = true;
    return { ok: true, answer };
  }

  /** Asks what may be asked twice, until `read` finds in the answer what was asked for. */
  function ask<T extends object>(
    command: IppCommand,
    read: (answer: IppMessage) => T | undefined,
  ): Promise<Outcome<T>> {
    return inTurn(async () => {
      const tries = hasAnswered ? patience.tries : 1;
      for (let attempt = 1; ; attempt++) {
        if (over.signal.aborted) return failed((await ending.promise).fault);
        const asked = await askOnce(command, patience.answer, over.signal);
        const value = asked.ok ? read(asked.answer) : undefined;
        if (value) return { ok: true, ...value };
        if (over.signal.aborted) continue;
        if (attempt >= tries) end(asked.ok ? wrongAnswer(command, asked.answer) : asLost(asked));
        else {
          await sleep(clock, patience.pause, over.signal);
          log({ event: 'device.retry', device: 'reportPrinter', attempt: attempt + 1 });
        }
      }
    });
  }

  /** A printer that answered before has not gone missing: it is switched off, or its cable is out. */
  const asLost = ({ fault, cause }: Ending): Ending => ({
    fault: fault === 'noDevice' && hasAnswered ? 'offline' : fault,
    cause,
  });

  const jobs = (answer: IppMessage) => (isSuccess(answer.code) ? { jobs: jobsIn(answer) } : undefined);

  return {
    async askCondition() {
      const asked = await ask({ kind: 'getPrinterAttributes' }, (answer) => {
        const printer = isSuccess(answer.code) ? printerIn(answer) : undefined;
        return printer && { condition: conditionOf(printer) };
      });
      if (asked.ok) learn(asked.condition);
      return asked;
    },
    askJob: (jobId) =>
      ask({ kind: 'getJobAttributes', jobId }, (answer) => {
        if (answer.code === statuses.notFound) return { job: undefined };
        const [job] = isSuccess(answer.code) ? jobsIn(answer) : [];
        return job && { job };
      }),
    askJobs: (which) => ask({ kind: 'getJobs', which }, jobs),
    cancelJob: (jobId) =>
      ask({ kind: 'cancelJob', jobId }, ({ code }) => {
        const isOver = code === statuses.notPossible || code === statuses.notFound;
        return isSuccess(code) || isOver ? {} : undefined;
      }),
    sendJob: (jobName, document, signal) =>
      inTurn(async () => {
        const called = AbortSignal.any([signal, over.signal]);
        const until = clock.now() + busy.giveUp;
        for (;;) {
          if (called.aborted) return { ok: false, fault: signal.aborted ? 'cancelled' : 'offline', refused: true };
          const asked = await askOnce({ kind: 'printJob', jobName, document, sheets }, patience.printJob, called);
          // Nothing was there to take it.
          if (!asked.ok && asked.fault === 'noDevice') return { ok: false, fault: 'offline', refused: true };
          if (!asked.ok) return failed(asked.fault);
          const [job] = isSuccess(asked.answer.code) ? jobsIn(asked.answer) : [];
          if (job) return { ok: true, id: job.id };
          if (isSuccess(asked.answer.code)) return failed('protocolError');
          if (!passing.includes(asked.answer.code) || clock.now() >= until) {
            return { ok: false, fault: refusalOf(asked.answer.code), refused: true };
          }
          await sleep(clock, busy.pause, called);
        }
      }),
    close: () => end({ fault: 'offline', cause: 'closed' }),
    ended: ending.promise,
    over: over.signal,
  };
}

const aborted = (signal: AbortSignal): Promise<undefined> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });

/** An address that no printer can have is told like one where none is. */
function misdirected(error: unknown): Posted {
  if (error instanceof LinkError) return { ok: false, fault: 'noDevice', cause: error.message };
  throw error;
}

/** Refusals that pass by themselves. */
const passing: readonly number[] = [statuses.busy, statuses.notAccepting, statuses.temporaryError];

const refusalOf = (code: number): Fault => (code === statuses.deviceError ? 'hardwareError' : 'jobRefused');

const wrongAnswer = (command: IppCommand, { code }: IppMessage): Ending => ({
  fault: 'protocolError',
  cause: isSuccess(code)
    ? `the answer to ${command.kind} lacks what was asked for`
    : `${command.kind} was answered with IPP status 0x${code.toString(16).padStart(4, '0')}`,
});
