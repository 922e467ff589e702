/** A line of an outlet by itself, with a device that says again what it hears. Real sockets and processes: every wait is for a condition. */
import { mkdtempSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { join as joined } from '../../device-drivers/framing/join.ts';
import type { Link } from '../../device-drivers/links/link.ts';
import { openSerial } from '../../device-drivers/links/serial.ts';
import { openTcp } from '../../device-drivers/links/tcp.ts';
import { systemClock } from '../../terminal/system.ts';
import { socatOrSkip } from '../../tests/pseudo-terminal.ts';
import { createPlugBoard } from '../devices/plug-board.ts';
import { joinLinks } from './link-join.ts';
import { followPlug } from './outlet.ts';
import { createPtyPort } from './pty-port.ts';
import { createTcpPort, type TcpPort } from './tcp-port.ts';

const host = '127.0.0.1';
const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 10_000, interval: 5 });
const echo = { attach: (link: Link) => link.onData(link.write) };
/** Every byte there is, as often as it takes to come in many pieces; none of them may mean anything to the line. */
const everything = Uint8Array.from({ length: 64 * 256 }, (_, at) => at & 0xff);

let board: ReturnType<typeof createPlugBoard>;
let tcp: TcpPort;
let end: () => Promise<void>;
let said: string[];
beforeEach(async () => {
  said = [];
  board = createPlugBoard();
  board.plug('echo', echo);
  const answer = (client: Link) =>
    void board.openLink('memory:echo').then((device) => joinLinks(client, device), client.close);
  tcp = createTcpPort({ name: 'echo', host, port: 0, answer });
  end = await followPlug({ watch: board.watch, name: 'echo' }, tcp, (trouble) => said.push(trouble));
});
afterEach(() => end());

const dial = () => openTcp({ scheme: 'tcp', host, port: tcp.port() });

/** What a link has said so far, and how it ended. */
function ear(link: Link) {
  const chunks: Uint8Array[] = [];
  const it: { heard: () => Uint8Array; ended?: string } = { heard: () => joined(chunks) };
  link.onData((chunk) => chunks.push(chunk));
  link.onClose((reason) => {
    it.ended = reason;
  });
  return it;
}

async function expectEcho(link: Link): Promise<void> {
  const { heard } = ear(link);
  link.write(everything);
  await until(() => heard().length >= everything.length);
  expect(heard()).toEqual(everything);
}

describe('over TCP', () => {
  test('bytes pass unchanged both ways', async () => {
    const link = await dial();
    await expectEcho(link);
    link.close();
  });

  test('who comes second is hung up on, and is let in when the first has gone', async () => {
    const first = await dial();
    await expectEcho(first);
    const second = ear(await dial());
    await until(() => second.ended !== undefined);
    first.close();
    await vi.waitFor(
      async () => {
        const third = await dial();
        const heard = ear(third);
        third.write(Uint8Array.of(1));
        await until(() => heard.heard().length === 1 || heard.ended !== undefined);
        expect(heard.ended).toBeUndefined();
        third.close();
      },
      { timeout: 10_000 },
    );
  });

  test('an unplugged device hangs up and refuses, and answers at the same port when it is plugged in again', async () => {
    const link = ear(await dial());
    const port = tcp.port();
    board.unplug('echo');
    await until(() => link.ended !== undefined);
    await expect.poll(() => dial().then(close, String), { timeout: 10_000 }).toContain('ECONNREFUSED');
    board.plug('echo', echo);
    await expect.poll(() => dial().then(close, String), { timeout: 10_000 }).toBe('answers');
    expect(tcp.port()).toBe(port);
    expect(said).toEqual([]);
  });

  test('a device that lets go of its line by itself hangs up, and answers the next call', async () => {
    board.plug('echo', { attach: (it: Link) => it.onData(it.close) });
    const link = await vi.waitFor(dial, { timeout: 10_000 });
    const it = ear(link);
    link.write(Uint8Array.of(1));
    await until(() => it.ended !== undefined);
    await expect.poll(() => dial().then(close, String), { timeout: 10_000 }).toBe('answers');
  });

  test('a port that was taken while the device was unplugged is told, and is there when it is free', async () => {
    board.unplug('echo');
    await expect.poll(() => dial().then(close, String), { timeout: 10_000 }).toContain('ECONNREFUSED');
    const squatter = createTcpPort({ name: 'squatter', host, port: tcp.port(), answer: (client) => client.close() });
    await squatter.open();
    board.plug('echo', echo);
    await until(() => said.length > 0);
    expect(said[0]).toContain(`echo: port ${tcp.port()} is taken`);
    await squatter.close();
    board.unplug('echo');
    board.plug('echo', echo);
    await expect.poll(() => dial().then(tryEcho, String), { timeout: 10_000 }).toBe('echoes');
  });

  test('a client that is gone without a word leaves the line to the next', async () => {
    const socket: Socket = connect({ host, port: tcp.port() });
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.write('x');
    await new Promise((resolve) => socket.once('data', resolve));
    socket.resetAndDestroy();
    await expect.poll(() => dial().then(tryEcho, String), { timeout: 10_000 }).toBe('echoes');
  });
});

const close = (link: Link) => {
  link.close();
  return 'answers';
};

/** Whether the line is ours. One attempt: a port that went in the moment it was opened may never say so. */
async function tryEcho(link: Link): Promise<string> {
  const it = ear(link);
  link.write(Uint8Array.of(1));
  const isOver = () => it.heard().length > 0 || it.ended !== undefined;
  await vi.waitUntil(isOver, { timeout: 1_000, interval: 5 }).catch(() => {});
  link.close();
  return it.heard().length > 0 ? 'echoes' : `hung up on: ${it.ended}`;
}

const { skip, title } = socatOrSkip();

function leadsTo(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

describe.skipIf(skip)(`over a serial port of socat${title}`, () => {
  let folder: string;
  let endPty: () => Promise<void>;
  let path: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'outlets-'));
    // Left over by a program that could not clear away.
    symlinkSync('/dev/pts/none', join(folder, 'echo'));
    const pty = createPtyPort({ clock: systemClock, folder, name: 'echo', host, port: tcp.port });
    path = pty.path;
    endPty = await followPlug({ watch: board.watch, name: 'echo' }, pty, (trouble) => said.push(trouble));
  });
  afterEach(async () => {
    await endPty();
    rmSync(folder, { recursive: true });
  });
  const open = () => openSerial({ scheme: 'serial', path, baud: 115_200, flow: 'none' });

  test('bytes pass unchanged both ways', async () => {
    const link = await open();
    await expectEcho(link);
    link.close();
  });

  test('closed and opened again it is the same device', async () => {
    for (let time = 0; time < 3; time++) {
      await expect.poll(() => open().then(tryEcho, String), { timeout: 10_000 }).toBe('echoes');
    }
  });

  test('who opens it second is told that it is busy', async () => {
    const first = await open();
    await expectEcho(first);
    await expect(open()).rejects.toThrow('Another program holds the port');
    first.close();
  });

  test('while somebody is on the TCP port it hangs up, and answers when they have gone', async () => {
    const overTcp = await dial();
    await expectEcho(overTcp);
    const terminal = leadsTo(path);
    const serial = await open();
    // Hung up on, and another one in its place.
    await until(() => ![undefined, terminal].includes(leadsTo(path)));
    serial.close();
    overTcp.close();
    await expect.poll(() => open().then(tryEcho, String), { timeout: 10_000 }).toBe('echoes');
  });

  test('an unplugged device has no port, and the same one when it is plugged in again', async () => {
    const link = await open();
    const it = ear(link);
    link.write(Uint8Array.of(1));
    await until(() => it.heard().length > 0);
    board.unplug('echo');
    await until(() => it.ended !== undefined);
    await expect.poll(() => open().then(close, String), { timeout: 10_000 }).toContain('There is no such port');
    board.plug('echo', echo);
    await expect.poll(() => open().then(tryEcho, String), { timeout: 10_000 }).toBe('echoes');
    expect(said).toEqual([]);
  });
});

test.skipIf(skip)(`a serial port that cannot be made is said${title}`, async () => {
  const pty = createPtyPort({ clock: systemClock, folder: tmpdir(), name: 'no/where', host, port: tcp.port });
  await expect(pty.open()).rejects.toThrow('no/where: socat made no port');
});
