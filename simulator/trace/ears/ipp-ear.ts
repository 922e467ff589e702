import type { IppReply, VirtualIppPrinter } from '../../devices/virtual-ipp-printer.ts';
import { answerSaid, requestSaid } from '../words/ipp-printer.ts';
import type { Ear } from './ear.ts';

/**
 * An IPP printer, listened to at its own end. Of a request only the bytes of its attributes are in the trace: a document is
 * a whole PDF file, and its words say how long it was.
 */
export function listenToPrinter(printer: VirtualIppPrinter, ear: Ear): VirtualIppPrinter {
  return {
    ...printer,
    async receive(body) {
      const asked = requestSaid(body);
      ear.bytes('toDevice', asked?.attributes ?? body, asked?.words);
      const reply = await printer.receive(body);
      if (reply.kind === 'answer') {
        const said = answerSaid(reply.body);
        ear.bytes('fromDevice', said?.attributes ?? reply.body, said?.words);
      } else ear.event('fromDevice', withoutAnswer(reply));
      return reply;
    },
  };
}

function withoutAnswer(reply: Exclude<IppReply, { kind: 'answer' }>): string {
  switch (reply.kind) {
    case 'httpError':
      return `HTTP ${reply.status}`;
    case 'broken':
      return 'connection broken';
    case 'silent':
      return 'no answer';
    case 'off':
      return 'nobody answers, the printer is off';
  }
}
