import { isSuccess, jobsIn, printerIn } from '../../ipp-printer/answer.ts';
import { decode } from '../../ipp-printer/codec.ts';
import { decodeCommand } from '../../ipp-printer/command.ts';
import { bytesInWords, type Vocabulary } from '../vocabulary.ts';

/** Printers that speak IPP: one request, one answer. */
export const ippWords = (): Vocabulary => ({
  sent(body) {
    const decoded = decodeCommand(body);
    if (!decoded) return [`a request of ${body.length} bytes`];
    const { kind } = decoded.command;
    return [decoded.command.kind === 'printJob' ? `${kind}, ${decoded.command.document.length} bytes of PDF` : kind];
  },
  heard(body) {
    const message = decode(body);
    if (!message) return [`no IPP answer: ${bytesInWords(body)}`];
    const status = message.code.toString(16).padStart(4, '0');
    const printer = printerIn(message);
    const jobs = jobsIn(message).map(({ id, state, reasons }) => `job ${id} ${state} (${reasons.join(', ')})`);
    const told = printer ? [`printer ${printer.state} (${printer.reasons.join(', ')})`, ...jobs] : jobs;
    return [[isSuccess(message.code) ? 'ok' : `refused with ${status}`, ...told].join(', ')];
  },
});
