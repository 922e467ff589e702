import {
  decodeAutomatic,
  decodeRealTime,
  type PrinterCondition,
  type StatusNumber,
} from '../../../device-drivers/receipt-printer/status.ts';

/** Nothing is wrong: the bits that every answer to DLE EOT has. */
const quiet = 0x12;
/** Bits of the answer to DLE EOT 2 that say which other answer explains it. */
const stopped = { paperOut: 0x20, error: 0x40 };

/** The answer to DLE EOT `of`: `status 4: paper near end`. */
export function realTimeWords(of: StatusNumber, bits: number): string {
  const byte = (number: StatusNumber) => (of === number ? bits : quiet);
  const it = decodeRealTime(byte(1), byte(2), byte(3), byte(4));
  return `status ${of}: ${partWords(of, bits, it)}`;
}

function partWords(of: StatusNumber, bits: number, it: PrinterCondition): string {
  switch (of) {
    case 1:
      return it.online ? 'online' : 'offline';
    case 2: {
      const causes = [
        ...(it.cover === 'open' ? ['cover open'] : []),
        ...((bits & stopped.paperOut) !== 0 ? ['paper out'] : []),
        ...((bits & stopped.error) !== 0 ? ['error'] : []),
      ];
      return causes.join(', ') || 'nothing keeps it offline';
    }
    case 3:
      return errorsOf(it).join(', ') || 'no error';
    case 4:
      return papers[it.paper];
  }
}

/** GS r: the paper's byte is the third of an automatic status, the drawer's is one bit. */
export function inOrderWords(of: 'paper' | 'drawer', bits: number): string {
  if (of === 'drawer') return `drawer: pin 3 ${(bits & 1) === 1 ? 'high' : 'low'}`;
  return `in its turn: ${papers[decodeAutomatic(0, 0, bits).paper]}`;
}

/** `online, cover closed, paper near end`. */
export function automaticWords(it: PrinterCondition): string {
  return [it.online ? 'online' : 'offline', `cover ${it.cover}`, papers[it.paper], ...errorsOf(it)].join(', ');
}

const papers = { full: 'paper ok', low: 'paper near end', out: 'paper out' } as const;

const errorsOf = (it: PrinterCondition): string[] => [
  ...(it.mechanicalError ? ['mechanical error'] : []),
  ...(it.cutterError ? ['cutter error'] : []),
  ...(it.unrecoverableError ? ['unrecoverable error'] : []),
  ...(it.passingError ? ['error that passes by itself'] : []),
];
