/** `npm run bench`: the performance ratios, each held against its target. */
import { cpus, release, totalmem, type } from 'node:os';
import { parseArgs } from 'node:util';
import type { Measurement, Ratio } from './ratio.ts';
import { ratios } from './ratios.ts';
import { type Circumstances, takenOf } from './record.ts';
import { type Entry, entryOf, isMissed, linesOf } from './report.ts';
import { writePage } from './written.ts';

const usage = `Usage: npm run bench [-- [--json] [--write] [RATIO ...]]

  --json   nothing but the last line
  --write  writes the tables and the pictures of docs/performance.md

${ratios.map(({ name, about }) => `  ${name.padEnd(5)} ${about}`).join('\n')}

Every ratio is taken inside one run: its sides take turns, and the median of the rounds is held against the target. The
last line is one JSON object, a field a ratio. Exit code 1 when every round of a ratio was past its target,
2 when one could not be taken for a fault.`;

function chosen(names: readonly string[]): readonly Ratio[] {
  if (names.length === 0) return ratios;
  return names.map((text) => {
    const ratio = ratios.find(({ name }) => name === text.toUpperCase());
    if (!ratio) throw new Error(`"${text}" is no ratio; there are ${ratios.map(({ name }) => name).join(', ')}.`);
    return ratio;
  });
}

function circumstances(names: readonly string[]): Circumstances {
  const [processor] = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${processor?.model.trim()}, ${cpus().length} cores, ${memory}, ${type()} ${release()}, Node ${process.version}`,
    command: ['npm run bench --', ...names, '--write'].join(' '),
  };
}

/** One that breaks is no reason to lose the others. */
async function measured(ratio: Ratio): Promise<Measurement> {
  try {
    return await ratio.measure();
  } catch (error) {
    process.exitCode = 2;
    return { leftOut: `it broke: ${error instanceof Error ? error.message : error}` };
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
    allowPositionals: true,
  });
  if (values.help) return console.log(usage);
  const where = circumstances(positionals);
  const say = values.json ? () => {} : console.log;
  const entries: Record<string, Entry> = {};
  for (const ratio of chosen(positionals)) {
    const measurement = await measured(ratio);
    for (const line of linesOf(ratio, measurement)) say(line);
    const kept = takenOf(ratio, measurement, where);
    // At once: what is taken already is not lost with what breaks later.
    if (kept && values.write) writePage({ [ratio.name]: kept });
    if ('findings' in measurement) {
      entries[ratio.name] = entryOf(measurement.findings);
      if (isMissed(measurement.findings)) process.exitCode ??= 1;
    } else if (values.json) console.error(`${ratio.name} left out: ${measurement.leftOut}`);
  }
  console.log(JSON.stringify(entries));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
