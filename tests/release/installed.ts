/** A machine in a folder: releases are put into use there by the release's own updater, with a stand-in for systemd. */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Nothing of ours is in it: what a release needs it has to bring. */
const bare = { PATH: '/usr/bin:/bin' };

export interface Ended {
  readonly status: number | null;
  readonly said: string;
}

export interface Installed {
  readonly root: string;
  readonly current: string;
  /** A program of the release in use, called from elsewhere, to its end. */
  run(program: string, ...args: readonly string[]): Ended;
  /** `hospital-kiosk-update`, of the release in use or of the one in a folder. */
  update(args: readonly string[], from?: string): Promise<Ended>;
  /** What the service writes. */
  log(): string;
  /** Ends the service. */
  stop(): void;
}

/** `service` is the command line that systemd would start, after the release's `bin/hospital-kiosk`. */
export const installed = (root: string, service: readonly string[], health: string): Installed => {
  const current = join(root, 'opt/hospital-kiosk/current');
  const tools = join(root, 'tools');
  const pid = join(root, 'service.pid');
  const log = join(root, 'service.log');
  mkdirSync(tools, { recursive: true });
  writeFileSync(log, '');
  const start = [`'${current}/bin/hospital-kiosk'`, ...service.map((it) => `'${it}'`)].join(' ');
  writeFileSync(
    join(tools, 'systemctl'),
    `#!/bin/sh
case "$1 $2 $3" in
  "is-enabled --quiet hospital-kiosk-terminal.service") exit 0 ;;
  "is-enabled "*) exit 1 ;;
  "restart hospital-kiosk-terminal.service "*)
    if test -e '${pid}'; then kill -9 "$(cat '${pid}')" 2>/dev/null; fi
    cd / && env -i PATH=/usr/bin:/bin setsid ${start} >>'${log}' 2>&1 </dev/null &
    echo $! >'${pid}' ;;
esac
`,
  );
  chmodSync(join(tools, 'systemctl'), 0o755);
  const environment = { PATH: `${tools}:${bare.PATH}`, HOSPITAL_KIOSK_LOCK: join(root, 'lock') };
  return {
    root,
    current,
    run(program, ...args) {
      const command = join(current, 'bin', program);
      const { status, stdout, stderr } = spawnSync(command, args, { cwd: '/', env: bare, encoding: 'utf8' });
      return { status, said: `${stdout}${stderr}` };
    },
    update(args, from = current) {
      const more = ['--root', root, '--terminal-health', health, '--patience', '60'];
      const child = spawn(join(from, 'bin/hospital-kiosk-update'), [...more, ...args], { cwd: '/', env: environment });
      let said = '';
      const take = (chunk: unknown) => {
        said += chunk;
      };
      child.stdout.on('data', take);
      child.stderr.on('data', take);
      return new Promise((resolve) => child.once('exit', (status) => resolve({ status, said })));
    },
    log: () => readFileSync(log, 'utf8'),
    stop() {
      spawnSync('sh', ['-c', `kill -9 "$(cat '${pid}')"`]);
    },
  };
};
