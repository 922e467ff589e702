/** `npm run gallery`: every recorded screen in every language, mode and glass, as pictures and one page to leaf through. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { scenes } from '../../kiosk-ui/fixtures.ts';
import { albumPage } from './album/page.ts';
import { faint } from './faint.ts';
import { flaws } from './flaws.ts';
import { type Drawn, drawAll, type Easel, picturesOf, type Variants } from './pictures.ts';
import { openStands, type Stand } from './stand.ts';
import { type Glass, glasses, type Look, languages, looks } from './variants.ts';

const usage = `Usage: npm run gallery [-- OPTIONS]

  --out FOLDER     where the pictures go     (default var/gallery)
  --only TEXT      screens whose title begins so
  --look LOOKS     of ${Object.keys(looks).join(', ')}, separated by commas
  --glass GLASSES  of ${Object.keys(glasses).join(', ')}, separated by commas
  --language LANGUAGES  of ${languages.join(', ')}, separated by commas`;

/** Those of `all` that are named in `text`. */
function namesIn<Name extends string>(option: string, text: string, all: readonly Name[]): Name[] {
  return text.split(',').map((name) => {
    const found = all.find((it) => it === name);
    if (found === undefined) throw new Error(`--${option}: "${name}" is none of ${all.join(', ')}.\n\n${usage}`);
    return found;
  });
}

const easelOn = (stand: Stand, folder: string): Easel => ({
  async draw({ scene, language, look, glass, file }) {
    await stand.resize(glass);
    await stand.showScene(scene, language, look);
    const wrong = await stand.page.evaluate(flaws, scene.shownIn(language).surround.ppi);
    const tooFaint = await stand.page.evaluate(faint, 'words' as const);
    await stand.page.screenshot({ path: join(folder, file) });
    return [...wrong, ...tooFaint];
  },
});

async function draw(folder: string, only: string, variants: Variants): Promise<void> {
  await mkdir(folder, { recursive: true });
  const pictures = picturesOf(
    scenes.filter(({ title }) => title.startsWith(only)),
    variants,
  );
  const stands = await openStands(2);
  let done = 0;
  const tell = ({ file, flaws }: Drawn) => {
    done += 1;
    if (flaws.length > 0 || done % 50 === 0) console.log(`${done} of ${pictures.length}: ${file}`);
    for (const flaw of flaws) console.log(`  ${flaw}`);
  };
  const drawn = await drawAll(
    pictures,
    stands.all.map((stand) => easelOn(stand, folder)),
    tell,
  );
  await stands.close();
  const [style, script] = await Promise.all(
    ['album.css', 'album.js'].map((file) => readFile(join(import.meta.dirname, 'album', file), 'utf8')),
  );
  await writeFile(join(folder, 'index.html'), albumPage(drawn, { style, script }));
  const found = drawn.reduce((sum, { flaws }) => sum + flaws.length, 0);
  console.log(`${drawn.length} pictures and index.html in ${folder}, ${found} flaws`);
  if (found > 0) process.exitCode = 1;
}

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'var/gallery' },
    only: { type: 'string', default: '' },
    look: { type: 'string', default: 'standard,elder,contrast' },
    glass: { type: 'string', default: 'portrait,landscape' },
    language: { type: 'string', default: languages.join(',') },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) console.log(usage);
else
  await draw(resolve(values.out), values.only, {
    looks: namesIn('look', values.look, Object.keys(looks) as Look[]),
    glasses: namesIn('glass', values.glass, Object.keys(glasses) as Glass[]),
    languages: namesIn('language', values.language, languages),
  });
