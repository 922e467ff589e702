/** The whole of `npm start` as a child process, on free ports and with data of its own. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Running {
  /** Where journal, hub database and log are kept. */
  readonly data: string;
  readonly urls: Record<'kiosk' | 'bench' | 'hub' | 'hospital', string>;
  /** The link that lets a newcomer in to the hub. */
  readonly hubLink: string;
  output(): string;
  /** Ctrl-C; resolves with the exit code. Harmless when it has stopped already. */
  stop(): Promise<number | null>;
}

/** A Monday morning at the hospital, whatever time it is where the tests run: nothing closes and no day ends meanwhile. */
const mondayMorning = '2026-11-23T08:05';

/**
 * It is Monday morning in it, and no other terminal in the city, unless told otherwise. Resolves when the last of the four addresses was printed; rejects
 * with the output when the process ends instead.
 */
export function startEverything(options: { readonly data?: string; readonly more?: string[] } = {}): Promise<Running> {
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'kiosk-data-'));
  const free = ['kiosk', 'bench', 'hub', 'hospital'].flatMap((name) => [`--${name}`, '0']);
  const child = spawn('node', [
    'simulator/start.ts',
    ...['--data', data, '--at', mondayMorning, '--city', '0'],
    ...free,
    ...(options.more ?? []),
  ]);
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let output = '';

  return new Promise((resolve, reject) => {
    const take = (chunk: unknown) => {
      output += chunk;
      const urls = Object.fromEntries(
        [...output.matchAll(/^(kiosk|bench|hub|hospital): (\S+)$/gm)].map((m) => [m[1], m[2]]),
      );
      if (!('hospital' in urls) || !output.includes('Ctrl-C')) return;
      const { hub: hubLink = '' } = urls;
      resolve({
        data,
        urls: { ...urls, hub: new URL('/', hubLink).href } as Running['urls'],
        hubLink,
        output: () => output,
        async stop() {
          child.kill('SIGINT');
          const code = await exited;
          if (options.data === undefined) rmSync(data, { recursive: true, force: true });
          return code;
        },
      });
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    void exited.then((code) => reject(new Error(`ended with ${code} before it had started:\n${output}`)));
  });
}

/** Somebody at the hub who came by its link: fetches a path of it. */
export async function atHub({ hubLink, urls }: Running): Promise<(path: string) => Promise<Response>> {
  const seated = await fetch(hubLink, { redirect: 'manual' });
  const [cookie = ''] = seated.headers.get('set-cookie')?.split(';') ?? [];
  return (path) => fetch(new URL(path, urls.hub), { headers: { cookie } });
}
