import * as v from 'valibot';
import type { Fault } from '../../device-drivers/contract/fault.ts';
import type { Completion, CompletionCode } from './envelope.ts';
import type { EventName } from './versions.ts';

/** One command under way. */
export interface Call {
  /** Aborts when the command is cancelled, its time is over, or its client has gone. */
  readonly signal: AbortSignal;
  /** Tells the client who asked. */
  event(name: EventName, payload?: object): void;
  /** Cancels what the client has under way: the commands named, or all. */
  cancel(requestIds: readonly number[] | undefined): void;
}

/** How a service carries out one kind of command. */
export interface Command {
  /** At once, whatever else the service is doing; otherwise one after another. */
  readonly atOnce: boolean;
  carryOut(payload: object, call: Call): Promise<Completion> | Completion;
}

type CarryOut<Payload> = (payload: Payload, call: Call) => Promise<Completion> | Completion;

/** A command with a payload of this shape; any other is `invalidData`. */
export const command = <Schema extends v.GenericSchema>(
  schema: Schema,
  carryOut: CarryOut<v.InferOutput<Schema>>,
  { atOnce = false } = {},
): Command => ({
  atOnce,
  carryOut(payload, call) {
    const read = v.safeParse(schema, payload);
    if (read.success) return carryOut(read.output, call);
    const [issue] = read.issues;
    return { completionCode: 'invalidData', errorDescription: `${v.getDotPath(issue) ?? 'payload'}: ${issue.message}` };
  },
});

/** A command that needs no payload. */
export const bare = (carryOut: (call: Call) => Promise<Completion> | Completion, how?: { atOnce: boolean }): Command =>
  command(v.object({}), (_, call) => carryOut(call), how);

export const success = (payload?: object): Completion => ({ completionCode: 'success', ...(payload && { payload }) });

/** Why a command was stopped. It is the reason its signal is aborted with. */
export type Stop = 'canceled' | 'timeOut';

export const stopped = (signal: AbortSignal): Completion => ({
  completionCode: signal.reason === 'timeOut' ? 'timeOut' : 'canceled',
});

/** Faults of a device in the general words; a command's own words come first. */
const codes = {
  noDevice: 'deviceNotReady',
  offline: 'deviceNotReady',
  timeOut: 'deviceNotReady',
  protocolError: 'hardwareError',
  cardRemoved: 'userError',
  cardUnreadable: 'hardwareError',
  cardJammed: 'hardwareError',
  stackEmpty: 'deviceNotReady',
  retainBinFull: 'deviceNotReady',
  cardInvalid: 'userError',
  cardWriteFailed: 'hardwareError',
  barcodeInvalid: 'userError',
  paperOut: 'deviceNotReady',
  paperJammed: 'hardwareError',
  coverOpen: 'userError',
  cutterJammed: 'hardwareError',
  headOverheated: 'deviceNotReady',
  tonerOut: 'deviceNotReady',
  outputFull: 'userError',
  jobRefused: 'unsupportedData',
  hardwareError: 'hardwareError',
  cancelled: 'canceled',
} as const satisfies Record<Fault, CompletionCode>;

/** Which of a command's own error codes stands for a fault. */
export type ErrorCodes = Partial<Record<Fault, string>>;

export function failure(fault: Fault, signal: AbortSignal, errorCodes: ErrorCodes = {}): Completion {
  if (fault === 'cancelled') return stopped(signal);
  const errorCode = errorCodes[fault];
  if (errorCode !== undefined) return { completionCode: 'commandErrorCode', payload: { errorCode } };
  return { completionCode: codes[fault], errorDescription: fault };
}

/** Bytes as the standard writes them. */
export const Base64 = v.pipe(v.string(), v.nonEmpty(), v.base64(), v.transform(bytesOf));

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'base64'));
}
