/** What a printer answers, as data: RFC 8011, sections 4.2 to 4.3, 5.3 and 5.4. */
import { boolean, enumeration, integer, readBoolean, readInteger, readTexts, texts } from './attribute.ts';
import { encode, type IppAttribute, type IppGroup, type IppMessage } from './codec.ts';
import { version } from './command.ts';

/** RFC 8011, appendix B. */
export const statuses = {
  ok: 0x0000,
  badRequest: 0x0400,
  notPossible: 0x0404,
  notFound: 0x0406,
  formatNotSupported: 0x040a,
  internalError: 0x0500,
  operationNotSupported: 0x0501,
  deviceError: 0x0504,
  temporaryError: 0x0505,
  notAccepting: 0x0506,
  busy: 0x0507,
  jobCanceled: 0x0508,
} as const;
export type StatusName = keyof typeof statuses;

/** Successful, with attributes ignored or substituted at most. */
export const isSuccess = (code: number): boolean => code >= 0 && code < 0x100;

/** RFC 8011, section 5.3.7. */
const jobStates = {
  pending: 3,
  held: 4,
  processing: 5,
  stopped: 6,
  canceled: 7,
  aborted: 8,
  completed: 9,
} as const;
export type JobState = keyof typeof jobStates;

/** RFC 8011, section 5.4.11. */
const printerStates = { idle: 3, processing: 4, stopped: 5 } as const;
export type PrinterState = keyof typeof printerStates;

export interface PrinterReport {
  readonly state: PrinterState;
  /** Keywords as they came, suffixes and all. */
  readonly reasons: readonly string[];
  readonly accepting: boolean;
}

export interface JobReport {
  readonly id: number;
  readonly state: JobState;
  readonly reasons: readonly string[];
  /** Printers that keep job names from those who ask leave it out. */
  readonly name?: string;
  /** Pages on paper so far, as far as the printer counts them. */
  readonly pagesOut?: number;
}

const nameOf = <Name extends string>(numbers: Readonly<Record<Name, number>>, number: number | undefined) =>
  (Object.keys(numbers) as Name[]).find((name) => numbers[name] === number);

/** The printer's state in an answer to Get-Printer-Attributes; undefined when it lacks what RFC 8011 requires. */
export function printerIn(message: IppMessage): PrinterReport | undefined {
  const group = message.groups.find(({ tag }) => tag === 'printer');
  const state = group && nameOf(printerStates, readInteger(group, 'printer-state'));
  if (!group || !state) return undefined;
  const accepting = readBoolean(group, 'printer-is-accepting-jobs') ?? true;
  return { state, reasons: readTexts(group, 'printer-state-reasons'), accepting };
}

/** The jobs in an answer; one without id or state is left out. */
export function jobsIn(message: IppMessage): readonly JobReport[] {
  return message.groups.flatMap((group) => {
    const id = readInteger(group, 'job-id');
    const state = nameOf(jobStates, readInteger(group, 'job-state'));
    if (group.tag !== 'job' || id === undefined || !state) return [];
    const [name] = readTexts(group, 'job-name');
    // Where both are counted, the impressions are the finer count: a sheet may carry two.
    const pagesOut =
      readInteger(group, 'job-impressions-completed') ?? readInteger(group, 'job-media-sheets-completed');
    const reasons = readTexts(group, 'job-state-reasons');
    return [{ id, state, reasons, ...(name !== undefined && { name }), ...(pagesOut !== undefined && { pagesOut }) }];
  });
}

export function printerGroup({ state, reasons, accepting }: PrinterReport): IppGroup {
  const attributes = [
    enumeration('printer-state', printerStates[state]),
    texts('keyword', 'printer-state-reasons', ...(reasons.length > 0 ? reasons : ['none'])),
    boolean('printer-is-accepting-jobs', accepting),
  ];
  return { tag: 'printer', attributes };
}

export function jobGroup({ id, state, reasons, name, pagesOut }: JobReport, uri: string): IppGroup {
  const attributes: IppAttribute[] = [
    integer('job-id', id),
    texts('uri', 'job-uri', uri),
    enumeration('job-state', jobStates[state]),
    texts('keyword', 'job-state-reasons', ...(reasons.length > 0 ? reasons : ['none'])),
  ];
  if (name !== undefined) attributes.push(texts('name', 'job-name', name));
  if (pagesOut !== undefined) attributes.push(integer('job-impressions-completed', pagesOut));
  return { tag: 'job', attributes };
}

export function encodeAnswer(status: StatusName, requestId: number, groups: readonly IppGroup[] = []): Uint8Array {
  const operation = [
    texts('charset', 'attributes-charset', 'utf-8'),
    texts('naturalLanguage', 'attributes-natural-language', 'zh-cn'),
  ];
  return encode({
    version,
    code: statuses[status],
    requestId,
    groups: [{ tag: 'operation', attributes: operation }, ...groups],
    document: new Uint8Array(0),
  });
}
