/** `npm run bench`: the performance ratios, each held against its target. */
import { parseArgs } from 'node:util';
import type { Ratio } from './ratio.ts';
import { ratios } from './ratios.ts';
import { type Entry, entryOf, linesOf } from './report.ts';

const usage = `Usage: npm run bench [-- [--json] [RATIO ...]]

  --json  nothing but the last line

${ratios.map(({ name, about }) => `  ${name.padEnd(5)} ${about}`).join('\n')}

Every ratio is taken inside one run: its sides take turns, and the median of the rounds is held against the target. The
last line is one JSON object, a field a ratio. Exit code 1 when every round of a ratio was past its target.`;

function chosen(names: readonly string[]): readonly Ratio[] {
  if (names.length === 0) return ratios;
  return names.map((text) => {
    const ratio = ratios.find(({ name }) => name === text.toUpperCase());
    if (!ratio) throw new Error(`"${text}" is no ratio; there are ${ratios.map(({ name }) => name).join(', ')}.`);
    return ratio;
  });
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
    allowPositionals: true,
  });
  if (values.help) return console.log(usage);
  const entries: Record<string, Entry> = {};
  for (const ratio of chosen(positionals)) {
    const measurement = await ratio.measure();
    const say = values.json ? () => {} : console.log;
    for (const line of linesOf(ratio, measurement)) say(line);
    if ('findings' in measurement) entries[ratio.name] = entryOf(measurement.findings);
    else if (values.json) console.error(`${ratio.name} left out: ${measurement.leftOut}`);
  }
  console.log(JSON.stringify(entries));
  if (Object.values(entries).some(({ met }) => !met)) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
