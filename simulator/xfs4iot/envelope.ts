/**
 * Messages of XFS4IoT as they go over a socket: one JSON document each, a header and what it carries (CWA 17852, as the
 * framework of KAL ATM Software writes it).
 */
import * as v from 'valibot';

const acknowledgeVersion = '2.0';

const Header = v.object({
  name: v.pipe(v.string(), v.regex(/^[A-Za-z]+\.[A-Za-z0-9]+$/)),
  type: v.literal('command'),
  version: v.pipe(v.string(), v.regex(/^[1-9]\d*\.(0|[1-9]\d*)$/)),
  timeout: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
});
const Message = v.object({ header: Header, payload: v.nullish(v.record(v.string(), v.unknown()), {}) });
const RequestId = v.pipe(v.number(), v.integer(), v.minValue(1));

/** What can be told of a message that is none. */
const Remains = v.object({ header: v.object({ name: v.optional(v.string()), requestId: v.optional(v.unknown()) }) });

/** A command that a client gave. */
export interface ClientCommand {
  readonly name: string;
  readonly requestId: number;
  readonly version: string;
  /** Milliseconds from now; 0 for as long as it takes. */
  readonly timeout: number;
  readonly payload: object;
}

/** Why a command is not taken on; nothing more follows then. */
export type Refusal = 'invalidMessage' | 'invalidRequestID' | 'tooManyRequests';

export type ReadMessage =
  | { readonly ok: true; readonly command: ClientCommand }
  | { readonly ok: false; readonly refusal: Refusal; readonly name: string; readonly requestId: number | undefined };

/** Used where a message does not even tell its name. */
const nameless = 'Common.Acknowledge';

export function readMessage(text: string): ReadMessage {
  const document = parsed(text);
  const remains = v.safeParse(Remains, document);
  const header = remains.success ? remains.output.header : {};
  const requestId = v.is(RequestId, header.requestId) ? header.requestId : undefined;
  const refused = (refusal: Refusal) => ({ ok: false, refusal, name: header.name ?? nameless, requestId }) as const;
  const message = v.safeParse(Message, document);
  if (!message.success) return refused('invalidMessage');
  if (requestId === undefined) return refused('invalidRequestID');
  const { name, version, timeout } = message.output.header;
  return { ok: true, command: { name, requestId, version, timeout, payload: message.output.payload } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export type CompletionCode =
  | 'success'
  | 'commandErrorCode'
  | 'canceled'
  | 'deviceNotReady'
  | 'hardwareError'
  | 'internalError'
  | 'timeOut'
  | 'unsupportedCommand'
  | 'invalidData'
  | 'userError'
  | 'unsupportedData'
  | 'sequenceError';

/** What a command came to. */
export interface Completion {
  readonly completionCode: CompletionCode;
  /** In words, for whoever looks for the cause. */
  readonly errorDescription?: string;
  readonly payload?: object;
}

type Named = Pick<ClientCommand, 'name'> & { readonly requestId?: number | undefined };

/** The first answer to any message; with a refusal also the last. */
export const acknowledge = ({ name, requestId }: Named, refusal?: Refusal): string =>
  written({ name, requestId, type: 'acknowledge', version: acknowledgeVersion, status: refusal });

export const completion = (
  { name, requestId }: ClientCommand,
  version: string,
  { completionCode, errorDescription, payload }: Completion,
): string => written({ name, requestId, type: 'completion', version, completionCode, errorDescription }, payload);

/**
 * An event of a command, or, without a request, one that nobody asked for. The standard calls the latter's type
 * `unsolicited`; the framework that there is writes `event` for both, and so does this.
 */
export const event = (name: string, version: string, payload?: object, requestId?: number): string =>
  written({ name, requestId, type: 'event', version }, payload);

/** What is undefined is left out: to the standard absent is the same as null. */
const written = (header: object, payload?: object) => JSON.stringify({ header, payload });
