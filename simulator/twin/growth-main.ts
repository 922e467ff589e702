/**
 * How a twin grows: lives tables of more and more terminals, and of more and more visits, each in a program of its own, and
 * draws what they took. `node simulator/twin/growth-main.ts [visits a terminal] [file without ending]`
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemChance, systemClock } from '../../terminal/system.ts';
import { type Growth, grownTable, growthPicture } from './growth.ts';
import { runTwin } from './twin.ts';

const here = fileURLToPath(import.meta.url);

/** One table, in this program. */
async function one(terminals: number, visitsEach: number): Promise<Growth> {
  const folder = mkdtempSync(join(tmpdir(), 'twin-growth-'));
  try {
    const file = join(folder, 'terminal-usage-2020-02.csv');
    writeFileSync(file, grownTable(terminals, visitsEach));
    const code = await runTwin(
      { file, workers: availableParallelism(), seed: 1, afresh: true },
      {
        now: systemClock.now,
        pause: async () => {},
        chance: systemChance,
        folder,
        say() {},
        complain: (line) => console.error(line),
        progress: () => ({ add() {}, end() {} }),
      },
    );
    if (code !== 0) throw new Error(`the twin of ${terminals} terminals ended with ${code}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const { user, system } = process.cpuUsage();
  return {
    terminals,
    visits: terminals * visitsEach,
    cpuSeconds: Math.round((user + system) / 100_000) / 10,
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

function inItsOwn(terminals: number, visitsEach: number): Growth {
  const told = execFileSync(process.execPath, [here, '--one', String(terminals), String(visitsEach)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const grown = JSON.parse(told.toString()) as Growth;
  console.log(JSON.stringify(grown));
  return grown;
}

async function main([first = '200', second = 'docs/pictures/twin-growth', third]: readonly string[]): Promise<void> {
  if (first === '--one') return console.log(JSON.stringify(await one(Number(second), Number(third))));
  const each = Number(first);
  if (!Number.isInteger(each) || each < 4) throw new Error(`"${first}" visits a terminal; 4 or more are expected`);
  const middle = inItsOwn(10, each);
  const series = [
    {
      name: `5, 10, 20, 40 terminals with ${each} visits each`,
      points: [inItsOwn(5, each), middle, inItsOwn(20, each), inItsOwn(40, each)],
    },
    {
      name: `10 terminals with ${each / 2} to ${4 * each} visits each`,
      points: [inItsOwn(10, Math.round(each / 2)), middle, inItsOwn(10, 2 * each), inItsOwn(10, 4 * each)],
    },
  ];
  writeFileSync(`${second}.json`, `${JSON.stringify(series, null, 2)}\n`);
  writeFileSync(`${second}.svg`, growthPicture(series));
}

await main(process.argv.slice(2));
