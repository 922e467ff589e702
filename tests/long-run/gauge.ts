/** What a process of Node holds after its rubbish has been collected. */
import { readdirSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export interface ProcessMeasure {
  /** Bytes of the script's heap, and of what hangs on it outside. */
  readonly heap: number;
  readonly outside: number;
  readonly resident: number;
  /** Handles that keep the process awake, by their kind. */
  readonly handles: Readonly<Record<string, number>>;
  /** Open files and sockets, as the system counts them. */
  readonly files: number;
}

/** Known to a process only once it has been told that it will collect by hand. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc');
}

let collect: (() => void) | undefined;

export function measureProcess(): ProcessMeasure {
  collect ??= collector();
  for (let times = 0; times < 3; times += 1) collect();
  const { heapUsed, external, rss } = process.memoryUsage();
  const handles: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) handles[kind] = (handles[kind] ?? 0) + 1;
  return { heap: heapUsed, outside: external, resident: rss, handles, files: readdirSync('/proc/self/fd').length };
}
