import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';

/** A terminal started as systemd would start it, and what systemd would hear of it. */
export interface TerminalService {
  readonly child: ChildProcess;
  /** Where it may lay the page's address. */
  readonly runtime: string;
  /** What it wrote to standard output and error. */
  output(): string;
  /** Everything that was said to the service manager. */
  heard(): string;
  readonly exit: Promise<number | null>;
  /** The port of its page, once it has said so. */
  port(): number | undefined;
  close(): Promise<void>;
}

/** Nothing of it is there: no device, no hospital, no hub. */
export function configOfNothing(folder: string): string {
  const example = parse(readFileSync('deploy/terminal/terminal.example.yaml', 'utf8'));
  const file = join(folder, 'terminal.yaml');
  const config = {
    ...example,
    hospitalUrl: 'http://127.0.0.1:9/api/v1',
    hubUrl: 'http://127.0.0.1:9/',
    devices: {
      idCardReader: { address: `serial:${join(folder, 'no-reader')}?baud=115200` },
      receiptPrinter: { address: `serial:${join(folder, 'no-printer')}?baud=38400` },
    },
    recoveryPatience: 300,
  };
  writeFileSync(file, JSON.stringify(config));
  return file;
}

/** Says what comes to a datagram socket. socat would keep the descriptors that come along, on whose end `systemd-notify` waits. */
const listening = `
  socket(SOCKET, PF_UNIX, SOCK_DGRAM, 0) and bind(SOCKET, sockaddr_un($ARGV[0])) or die $!;
  $| = 1;
  while (defined recv(SOCKET, my $message, 4096, 0)) { print "$message\\n" }
`;

export interface Start {
  /** How often the service manager wants to hear of it at least, in milliseconds. */
  readonly watchdog?: number;
  /** Options of Node's. */
  readonly options?: string;
  /** What runs it: a command that takes the program and its arguments behind its own. */
  readonly under?: readonly string[];
}

export function startService({ watchdog = 1_000, options = '', under = [] }: Start = {}): TerminalService {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-service-'));
  const runtime = join(folder, 'run');
  mkdirSync(runtime);
  const socket = join(folder, 'notify');
  const listener = spawn('perl', ['-MSocket', '-e', listening, socket]);
  const args = ['--config', configOfNothing(folder), '--journal', join(folder, 'journal.sqlite'), '--port', '0'];
  const [command = '', ...rest] = [...under, 'node', 'terminal/main.ts', ...args];
  const child = spawn(command, rest, {
    // What runs it goes together with it.
    detached: true,
    env: {
      ...process.env,
      NOTIFY_SOCKET: socket,
      WATCHDOG_USEC: String(watchdog * 1000),
      RUNTIME_DIRECTORY: runtime,
      NODE_OPTIONS: options,
    },
  });
  const heard = collected(listener);
  const output = collected(child);
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    child,
    runtime,
    output,
    heard,
    exit,
    port() {
      const line = output()
        .split('\n')
        .find((it) => it.includes('program.listening'));
      return line === undefined ? undefined : JSON.parse(line).port;
    },
    async close() {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
      await exit;
      listener.kill();
      rmSync(folder, { recursive: true });
    },
  };
}

function collected(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      text += chunk;
    });
  }
  return () => text;
}

/** Something else that speaks to the same service manager, in its own time: by it one sees that time has passed. */
export function besides(service: TerminalService): { readonly said: () => number; stop(): void } {
  const socket = join(service.runtime, '../notify');
  const env = { ...process.env, NOTIFY_SOCKET: socket };
  const child = spawn('sh', ['-c', 'while :; do systemd-notify BESIDES=1; sleep 0.3; done'], { env, detached: true });
  return {
    said: () => service.heard().split('BESIDES=1').length - 1,
    stop() {
      if (child.pid !== undefined) process.kill(-child.pid);
    },
  };
}
