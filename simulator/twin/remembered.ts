import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** The terminals whose month has been lived and told. A twin that was killed goes on after them. */
export interface Remembered {
  /** Visits of each terminal that is done. */
  readonly lived: ReadonlyMap<string, number>;
  add(terminal: string, visits: number): void;
}

/** A line a terminal, under a first line that says of which twin: of another one nothing is remembered. */
export function openRemembered(file: string, twin: string): Remembered {
  const lived = new Map<string, number>();
  const [head, ...lines] = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  if (head === twin) {
    for (const line of lines) {
      // The last one may be torn.
      const [, terminal, visits] = /^(\S+) (\d+)\.$/.exec(line) ?? [];
      if (terminal !== undefined) lived.set(terminal, Number(visits));
    }
  } else {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${twin}\n`);
  }
  return {
    lived,
    add(terminal, visits) {
      lived.set(terminal, visits);
      // Begins a new line: what a torn one left stands alone.
      appendFileSync(file, `\n${terminal} ${visits}.`);
    },
  };
}
