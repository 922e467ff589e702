import {
  type JobReport,
  jobsIn,
  type PrinterReport,
  printerIn,
  type StatusName,
  statuses,
} from '../../../device-drivers/ipp-printer/answer.ts';
import { decode } from '../../../device-drivers/ipp-printer/codec.ts';
import { decodeCommand, type IppCommand } from '../../../device-drivers/ipp-printer/command.ts';
import { amount, hexWord, quoted } from './amounts.ts';

/** A message of IPP: the bytes up to its document, which is only counted, and what it says. Undefined for other bytes. */
export interface IppSaid {
  readonly attributes: Uint8Array;
  readonly words: string;
}

export function requestSaid(body: Uint8Array): IppSaid | undefined {
  const message = decode(body);
  if (!message) return undefined;
  const command = decodeCommand(body)?.command;
  const { length } = message.document;
  const document = length > 0 ? ` (document ${amount(length, 'byte')})` : '';
  const words = command ? commandWords(command) : `operation ${hexWord(message.code)}, unknown`;
  return { attributes: body.subarray(0, body.length - length), words: words + document };
}

const operationNames = {
  getPrinterAttributes: 'Get-Printer-Attributes',
  printJob: 'Print-Job',
  getJobAttributes: 'Get-Job-Attributes',
  getJobs: 'Get-Jobs',
  cancelJob: 'Cancel-Job',
} as const satisfies Record<IppCommand['kind'], string>;

function commandWords(command: IppCommand): string {
  const name = operationNames[command.kind];
  switch (command.kind) {
    case 'getPrinterAttributes':
      return name;
    case 'printJob':
      return `${name} job-name=${quoted(command.jobName)} media=${command.sheets.media} sides=${command.sheets.sides}`;
    case 'getJobs':
      return `${name} which-jobs=${command.which}`;
    case 'getJobAttributes':
    case 'cancelJob':
      return `${name} job ${command.jobId}`;
  }
}

/** RFC 8011, appendix B. */
const statusNames = {
  ok: 'successful-ok',
  badRequest: 'client-error-bad-request',
  notPossible: 'client-error-not-possible',
  notFound: 'client-error-not-found',
  formatNotSupported: 'client-error-document-format-not-supported',
  internalError: 'server-error-internal-error',
  operationNotSupported: 'server-error-operation-not-supported',
  deviceError: 'server-error-device-error',
  temporaryError: 'server-error-temporary-error',
  notAccepting: 'server-error-not-accepting-jobs',
  busy: 'server-error-busy',
  jobCanceled: 'server-error-job-canceled',
} as const satisfies Record<StatusName, string>;

export function answerSaid(body: Uint8Array): IppSaid | undefined {
  const message = decode(body);
  if (!message) return undefined;
  const known = (Object.keys(statuses) as StatusName[]).find((name) => statuses[name] === message.code);
  const printer = printerIn(message);
  const jobs = jobsIn(message);
  const words = [
    known ? statusNames[known] : `status ${hexWord(message.code)}`,
    ...(printer ? [printerWords(printer)] : []),
    ...jobs.map(jobWords),
  ].join(', ');
  return { attributes: body.subarray(0, body.length - message.document.length), words };
}

const reasonsWords = (reasons: readonly string[]): string => {
  const told = reasons.filter((reason) => reason !== 'none');
  return told.length > 0 ? ` (${told.join(', ')})` : '';
};

const printerWords = ({ state, reasons, accepting }: PrinterReport): string =>
  `printer ${state}${reasonsWords(reasons)}${accepting ? '' : ', accepts no jobs'}`;

const jobWords = ({ id, state, reasons, pagesOut }: JobReport): string =>
  `job ${id} ${state}${reasonsWords(reasons)}${pagesOut === undefined ? '' : `, ${amount(pagesOut, 'page')} out`}`;
