import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import bundled from '@sparticuz/chromium';
import { type Browser, type BrowserContext, chromium, type LaunchOptions } from 'playwright-core';

/** Of the package's flags those that switch off what a test wants to see at work: the browser's own protections. */
const unwanted = [
  '--disable-web-security',
  '--single-process',
  '--no-zygote',
  '--allow-running-insecure-content',
  "--headless='shell'",
  // A drawing card played by the processor: most of what a test would wait for.
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];
/** The processor draws by itself. */
const wanted = ['--disable-gpu', '--disable-gpu-compositing'];

/**
 * Starts a headless Chromium: the one named by the environment variable CHROMIUM, or the one inside node_modules. `more`
 * are flags for it.
 */
export const launchChromium = async (more: readonly string[] = []): Promise<Browser> =>
  launched(await programWith(more), (options) => chromium.launch(options));

/** The same with its profile in a folder, where it leaves what a browser leaves. */
export const launchWithProfile = async (folder: string, options: LaunchOptions): Promise<BrowserContext> =>
  launched({ ...(await programWith([])), ...options }, (all) => chromium.launchPersistentContext(folder, all));

async function programWith(more: readonly string[]): Promise<LaunchOptions> {
  const installed = process.env.CHROMIUM;
  if (installed) return { executablePath: installed, args: ['--no-sandbox', ...wanted, ...more] };
  return {
    executablePath: await unpacked(),
    args: [...bundled.args.filter((flag) => !unwanted.includes(flag)), ...wanted, ...more],
  };
}

const mostTries = 3;

/**
 * On a busy machine the browser now and then dies of a fault of its own before it has started (3 of a hundred starts, once):
 * no test is about that, and it is started again. Any other failure stands.
 */
async function launched<It>(options: LaunchOptions, launch: (options: LaunchOptions) => Promise<It>): Promise<It> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await launch(options);
    } catch (error) {
      if (tries === mostTries || !String(error).includes('signal=SIGSEGV')) throw error;
    }
  }
}

/**
 * Unpacks the browser once a version. It is unpacked aside and moved into place in one step, so that test files that
 * run at the same time never start a half-written one.
 */
async function unpacked(): Promise<string> {
  const manifest = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..', 'package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const home = join(tmpdir(), `hospital-kiosk-chromium-${version}`);
  if (!existsSync(home)) {
    const aside = mkdtempSync(join(tmpdir(), 'chromium-'));
    const usual = process.env.TMPDIR;
    process.env.TMPDIR = aside;
    try {
      await bundled.executablePath();
    } finally {
      if (usual === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = usual;
    }
    try {
      renameSync(aside, home);
    } catch {
      // Another process was first.
      rmSync(aside, { recursive: true });
    }
  }
  return join(home, 'chromium');
}
