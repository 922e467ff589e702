/** `npm run demo`: builds the demonstration, a site of files and nothing else, and serves it on this machine. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build, preview } from 'vite';

const usage = `Usage: npm run demo [-- OPTIONS]

  --build        only build; the site is then in the folder, for any web server, under any path
  --to FOLDER    where the site is built (default dist/demo, which is emptied first; another folder is not)
  --port PORT    where it is served (default 8400, or the next free one after it)`;

const root = resolve(import.meta.dirname, '../..');

const { values } = parseArgs({
  options: {
    build: { type: 'boolean', default: false },
    to: { type: 'string' },
    port: { type: 'string', default: '8400' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

async function run(): Promise<void> {
  const outDir = resolve(values.to ?? resolve(root, 'dist/demo'));
  const site = { mode: 'demo', configFile: resolve(root, 'vite.config.ts'), logLevel: 'warn' } as const;
  await build({ ...site, build: { outDir, emptyOutDir: values.to === undefined } });
  if (values.build) return console.log(`built: ${outDir}`);

  const server = await preview({
    ...site,
    build: { outDir },
    preview: { host: '127.0.0.1', port: Number(values.port) },
  });
  console.log(`demo: ${server.resolvedUrls?.local[0]}`);
  console.log(`
Open it in a browser. Touch the kiosk and choose 挂号; put somebody's card on the reader; choose; pay; read the slip.
Everything happens in that tab. Ctrl-C stops serving it.`);
}

if (values.help) console.log(usage);
else await run();
