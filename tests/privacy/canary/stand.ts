/**
 * Everything as it stands in a lobby, each in a process of its own: the terminal, the hub, a browser with its profile on
 * the disk; and the virtual devices and hospital, of which what they keep is their own business.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { WebSocket } from 'ws';
import { defaultPorts } from '../../../simulator/outlets/outlets.ts';
import type { RehearsalCommand } from '../../../simulator/rehearsal/command.ts';
import type { ScreenName } from '../../../terminal/screen.ts';
import { launchWithProfile } from '../../chromium.ts';
import { freePort } from '../../free-port.ts';

const patience = 60_000;

export interface Program {
  /** Everything it said, on both of its outputs. */
  output(): string;
  /** What stands in the brackets of a line, once it is said. Rejects when the program ended without. */
  said(line: RegExp): Promise<string>;
  stop(): Promise<number | null>;
}

export interface Stand {
  readonly page: Page;
  /** The folders of the terminal, of the hub, of the browser's profile, and of what they put into the system's own. */
  readonly folders: Readonly<Record<'terminal' | 'hub' | 'profile' | 'temporary', string>>;
  readonly terminal: Program;
  readonly hub: Program;
  do(command: RehearsalCommand): void;
  /** Waits until a screen is drawn. */
  until(name: ScreenName): Promise<void>;
  /** Touches what is there to be touched, and waits for the terminal's answer. */
  press(selector: string, which?: number | string): Promise<void>;
  type(digits: string): Promise<void>;
  /** Shuts all of it down in good order: the browser first, so that its profile is written. */
  close(): Promise<void>;
  remove(): void;
}

export async function openStand(): Promise<Stand> {
  const started: (() => Promise<unknown>)[] = [];
  try {
    return await open(started);
  } catch (error) {
    for (const stop of started.splice(0).reverse()) await stop();
    throw error;
  }
}

/** `started` takes how each is stopped. */
async function open(started: (() => Promise<unknown>)[]): Promise<Stand> {
  const root = mkdtempSync(join(tmpdir(), 'kiosk-canary-'));
  const folder = (name: string) => {
    const path = join(root, name);
    mkdirSync(path);
    return path;
  };
  const folders = {
    terminal: folder('terminal'),
    hub: folder('hub'),
    profile: folder('profile'),
    temporary: folder('temporary'),
  };

  function run(file: string, ...args: string[]): Program {
    const child = spawn('node', [file, ...args], { env: { ...process.env, TMPDIR: folders.temporary } });
    const listeners = new Set<() => void>();
    let output = '';
    let code: number | null | undefined;
    const exit = new Promise<number | null>((resolve) => child.once('close', resolve));
    const take = (chunk: unknown) => {
      output += chunk;
      for (const listener of listeners) listener();
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    void exit.then((left) => {
      code = left;
      take('');
    });
    const stop = () => {
      child.kill('SIGTERM');
      return exit;
    };
    started.push(stop);
    return {
      output: () => output,
      stop,
      said: (line) =>
        new Promise((resolve, reject) => {
          const look = () => {
            const found = line.exec(output)?.[1];
            if (found !== undefined) resolve(found);
            else if (code !== undefined)
              reject(new Error(`${file} ended with ${code} and did not say ${line}:\n${output}`));
            else return;
            listeners.delete(look);
          };
          listeners.add(look);
          look();
        }),
    };
  }

  const world = folder('world');
  const names = [...Object.keys(defaultPorts), 'bench', 'hospital'];
  const simulator = run('simulator/standalone.ts', '--data', world, ...names.flatMap((name) => [`--${name}`, '0']));
  const database = `sqlite:${join(folders.hub, 'hub.sqlite')}`;
  const port = await freePort();
  const hub = run(
    'statistics/main.ts',
    '--database',
    database,
    '--port',
    `${port}`,
    '--register',
    'docs/register.example.json',
  );
  await hub.said(/(listens)/);
  const bench = new URL(await simulator.said(/^bench: (\S+)/m));
  await simulator.said(/(npm run terminal)/);

  const given = JSON.parse(readFileSync(join(world, 'terminal.json'), 'utf8'));
  const config = join(folders.terminal, 'terminal.json');
  const hubUrl = `http://127.0.0.1:${port}/`;
  writeFileSync(config, JSON.stringify({ ...given, hubUrl }));
  const journal = join(folders.terminal, 'journal.sqlite');
  const place = ['--place-zh', '门诊大厅', '--place-en', 'Hall'];
  const unit = ['--unit', 'yunxi-renmin', ...place];
  const coded = run('statistics/main.ts', 'enrol', '--database', database, '--terminal', given.terminal, ...unit);
  const code = await coded.said(/([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})/);
  const enrolled = run('terminal/main.ts', 'enrol', '--config', config, '--journal', journal, '--code', code);
  await enrolled.said(/(is enrolled)/);
  const terminal = run('terminal/main.ts', '--config', config, '--journal', journal, '--port', '0');
  const address = await terminal.said(/(http:\/\/127\.0\.0\.1:\d+\/\?\S+?)["\s]/);

  const browser: BrowserContext = await launchWithProfile(folders.profile, {
    env: { ...process.env, TMPDIR: folders.temporary },
  });
  started.push(() => browser.close());
  const page = browser.pages()[0] ?? (await browser.newPage());
  await page.setViewportSize({ width: 1080, height: 1920 });
  page.setDefaultTimeout(patience);
  await page.goto(address);

  const hands = new WebSocket(`ws://${bench.host}/${bench.search}`, { origin: bench.origin });
  await new Promise((resolve) => hands.once('open', resolve));

  async function press(selector: string, which: number | string = 0): Promise<void> {
    const all = page.locator(`${selector}:enabled`);
    const what = typeof which === 'number' ? all.nth(which) : all.filter({ hasText: which }).first();
    while (typeof which === 'string' && (await what.count()) === 0) await press('.page-after');
    const revision = await page.locator('.page').getAttribute('data-revision');
    await what.click();
    await page.locator(`.page:not([data-revision="${revision}"])`).waitFor();
  }

  return {
    page,
    folders,
    terminal,
    hub,
    do: (command) => hands.send(JSON.stringify({ kind: 'do', command })),
    until: (name) => page.locator(`.page[data-screen=${name}]`).waitFor(),
    press,
    async type(digits) {
      for (const digit of digits) await page.locator(`.key-${digit}`).click();
      await press('.main-action');
    },
    async close() {
      hands.close();
      for (const stop of started.splice(0).reverse()) await stop();
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
