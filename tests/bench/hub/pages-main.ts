/**
 * How long each page of the dashboard takes over the month of a whole city: 1,481 terminals, 5 million events. The first
 * time the database is filled, which takes minutes. `node tests/bench/hub/pages-main.ts DATABASE [TERMINALS] [each]`
 */
import { join } from 'node:path';
import { launchChromium } from '../../chromium.ts';
import { serve } from './load.ts';
import { openedCity, pageHashes, pageTime } from './page-times.ts';

const [url = 'sqlite:var/city.sqlite', terminals = '1481', each] = process.argv.slice(2);
const rounds = 5;
const served = await serve(join(import.meta.dirname, 'city-server.ts'), url, terminals);
const browser = await launchChromium();
try {
  const page = await openedCity(browser, served.url);
  const ask = (path: string) => page.evaluate(async (it) => (await fetch(it)).json(), path);
  const { units } = (await ask('/v1/units')) as { units: { unit: string; terminals: number }[] };
  const [largest] = units.sort((a, b) => b.terminals - a.terminals);
  const { terminals: there } = await ask(`/v1/terminals?unit=${largest?.unit}`);
  const hashes = pageHashes({ unit: largest?.unit ?? '', terminal: there[0]?.terminal ?? '' });
  console.log('answered ms  shown ms  requests  bytes  page   (medians of', rounds, 'openings)');
  for (const hash of hashes) {
    const times = [];
    for (let round = 0; round < rounds; round += 1) times.push(await pageTime(page, hash));
    const [median] = times.sort((a, b) => a.answered - b.answered).slice(Math.floor(rounds / 2));
    if (!median) continue;
    const bytes = median.requests.reduce((sum, it) => sum + it.bytes, 0);
    const cells = [median.answered.toFixed(0), median.shown.toFixed(0), median.requests.length, bytes];
    console.log(cells.map((it) => String(it).padStart(9)).join(' '), hash);
    if (each === undefined) continue;
    for (const it of median.requests) console.log(`${it.milliseconds.toFixed(0).padStart(14)} ${it.bytes} ${it.path}`);
  }
} finally {
  await browser.close();
  await served.stop();
}
