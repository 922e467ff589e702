/** The IPP requests made here, as data: RFC 8011, section 4, where each operation and its attributes are explained. */
import { boolean, integer, readInteger, readTexts, texts } from './attribute.ts';
import { decode, encode, type IppAttribute, type IppGroup } from './codec.ts';

export type IppCommand =
  | { readonly kind: 'getPrinterAttributes' }
  | {
      readonly kind: 'printJob';
      readonly jobName: string;
      /** A whole PDF file. */
      readonly document: Uint8Array;
      readonly sheets: SheetChoice;
    }
  | { readonly kind: 'getJobAttributes'; readonly jobId: number }
  /** The jobs of the asking user only. */
  | { readonly kind: 'getJobs'; readonly which: 'completed' | 'not-completed' }
  | { readonly kind: 'cancelJob'; readonly jobId: number };

export interface SheetChoice {
  /** The size's name by PWG 5101.1. */
  readonly media: string;
  readonly sides: 'one-sided' | 'two-sided-long-edge' | 'two-sided-short-edge';
}

/** What every request says of itself. */
export interface Sender {
  readonly requestId: number;
  readonly printerUri: string;
  readonly user: string;
}

/** RFC 8011, section 5.4.15. */
export const operations = {
  printJob: 0x0002,
  cancelJob: 0x0008,
  getJobAttributes: 0x0009,
  getJobs: 0x000a,
  getPrinterAttributes: 0x000b,
} as const satisfies Record<IppCommand['kind'], number>;

const printerAttributes = ['printer-state', 'printer-state-reasons', 'printer-is-accepting-jobs'];
const jobAttributes = [
  'job-id',
  'job-name',
  'job-state',
  'job-state-reasons',
  'job-impressions-completed',
  'job-media-sheets-completed',
];
/** More jobs than one terminal leaves in a printer's memory. */
const mostJobs = 100;

export const version = 0x0101;

/** What each operation needs after charset, language and printer; RFC 8011 wants the job's id right there. */
function attributesOf(command: IppCommand, user: string): IppAttribute[] {
  const from = texts('name', 'requesting-user-name', user);
  switch (command.kind) {
    case 'getPrinterAttributes':
      return [from, texts('keyword', 'requested-attributes', ...printerAttributes)];
    case 'printJob':
      return [
        from,
        texts('name', 'job-name', command.jobName),
        texts('mimeMediaType', 'document-format', 'application/pdf'),
      ];
    case 'getJobAttributes':
      return [integer('job-id', command.jobId), from, texts('keyword', 'requested-attributes', ...jobAttributes)];
    case 'getJobs':
      return [
        from,
        integer('limit', mostJobs),
        texts('keyword', 'requested-attributes', ...jobAttributes),
        texts('keyword', 'which-jobs', command.which),
        boolean('my-jobs', true),
      ];
    case 'cancelJob':
      return [integer('job-id', command.jobId), from];
  }
}

export function encodeCommand(command: IppCommand, { requestId, printerUri, user }: Sender): Uint8Array {
  const operation = [
    texts('charset', 'attributes-charset', 'utf-8'),
    texts('naturalLanguage', 'attributes-natural-language', 'zh-cn'),
    texts('uri', 'printer-uri', printerUri),
    ...attributesOf(command, user),
  ];
  const groups: readonly IppGroup[] = [{ tag: 'operation', attributes: operation }];
  const code = operations[command.kind];
  if (command.kind !== 'printJob') return encode({ version, code, requestId, groups, document: new Uint8Array(0) });
  const job = [
    integer('copies', 1),
    texts('keyword', 'media', command.sheets.media),
    texts('keyword', 'sides', command.sheets.sides),
  ];
  return encode({
    version,
    code,
    requestId,
    groups: [...groups, { tag: 'job', attributes: job }],
    document: command.document,
  });
}

/** The command in a request and who sent it; undefined when it is none of those here, or lacks what it needs. */
export function decodeCommand(bytes: Uint8Array): { readonly command: IppCommand; readonly from: Sender } | undefined {
  const message = decode(bytes);
  const [operation, job] = message?.groups ?? [];
  if (!message || operation?.tag !== 'operation') return undefined;
  const [printerUri] = readTexts(operation, 'printer-uri');
  const [user = ''] = readTexts(operation, 'requesting-user-name');
  const command = commandIn(message.code, operation, job, message.document);
  if (!printerUri || !command) return undefined;
  return { command, from: { requestId: message.requestId, printerUri, user } };
}

function commandIn(
  code: number,
  operation: IppGroup,
  job: IppGroup | undefined,
  document: Uint8Array,
): IppCommand | undefined {
  const jobId = readInteger(operation, 'job-id');
  switch (code) {
    case operations.getPrinterAttributes:
      return { kind: 'getPrinterAttributes' };
    case operations.printJob: {
      const [jobName = ''] = readTexts(operation, 'job-name');
      const [media = 'iso_a4_210x297mm'] = job ? readTexts(job, 'media') : [];
      const [asked] = job ? readTexts(job, 'sides') : [];
      const sides =
        (['two-sided-long-edge', 'two-sided-short-edge'] as const).find((it) => it === asked) ?? 'one-sided';
      return { kind: 'printJob', jobName, document, sheets: { media, sides } };
    }
    case operations.getJobAttributes:
      return jobId === undefined ? undefined : { kind: 'getJobAttributes', jobId };
    case operations.cancelJob:
      return jobId === undefined ? undefined : { kind: 'cancelJob', jobId };
    case operations.getJobs: {
      const [which] = readTexts(operation, 'which-jobs');
      return { kind: 'getJobs', which: which === 'completed' ? 'completed' : 'not-completed' };
    }
    default:
      return undefined;
  }
}
