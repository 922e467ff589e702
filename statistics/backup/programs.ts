import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

/** A backup could not be made or put back; the message says in plain words why and what to change. */
export class BackupError extends Error {
  override name = 'BackupError';
}

/** Debian's packages of the programs that are called. */
const packages: Readonly<Record<string, string>> = {
  age: 'age',
  pg_dump: 'postgresql-client',
  pg_restore: 'postgresql-client',
};

export interface Program {
  readonly child: ChildProcessWithoutNullStreams;
  /** Resolves when it ended well; rejects with a `BackupError` that says what it complained of. */
  readonly ended: Promise<void>;
}

/** Starts a program. What it reads and writes is its caller's to connect. */
export const start = (name: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Program => {
  const child = spawn(name, args, { env, stdio: 'pipe' });
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint = `${complaint}${chunk}`.slice(-2_000);
  });
  // Who reads from it may have ended: that is told by its own end.
  child.stdin.on('error', () => {});
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'ENOENT' ? `is not on this machine; apt-get install ${packages[name] ?? name}` : error.message;
      reject(new BackupError(`${name} ${why}`));
    });
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new BackupError(`${name} ended with ${code}: ${complaint.trim()}`)),
    );
  });
  // It is awaited later, with the others.
  ended.catch(() => {});
  return { child, ended };
};

/** Lets a program read what another wrote, and nothing more when that has ended. */
export const feed = (from: Readable, to: Program): void => {
  from.pipe(to.child.stdin);
};

/** The password goes by the environment: whoever lists the machine's programs reads their arguments. */
export const withoutPassword = (url: string): { readonly url: string; readonly env: NodeJS.ProcessEnv } => {
  if (!URL.canParse(url)) return { url, env: process.env };
  const plain = new URL(url);
  const password = decodeURIComponent(plain.password);
  plain.password = '';
  return { url: plain.href, env: password ? { ...process.env, PGPASSWORD: password } : process.env };
};
