/** The built page as the terminal serves it, under its policy, with the terminal's end of the socket in the caller's hands. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { type WebSocket, WebSocketServer } from 'ws';
import { policyOf } from '../../terminal/page-server.ts';
import type { Tapped } from '../../terminal/screen.ts';

const policy = policyOf(false);
const token = 'one-per-start';
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

export interface TerminalEnd {
  /** A page has opened its line. */
  readonly arrived: (line: WebSocket) => void;
  readonly tapped: (tapped: Tapped, line: WebSocket) => void;
}

export interface PageHost {
  /** What a browser opens. */
  readonly address: string;
  close(): void;
}

export async function hostPage(folder: string, terminal: TerminalEnd): Promise<PageHost> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://kiosk').pathname;
    const file = join(folder, path === '/' ? 'index.html' : path);
    const headers = { 'content-type': types[extname(file)] ?? '', 'content-security-policy': policy };
    readFile(file).then(
      (bytes) => response.writeHead(200, headers).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (line, request) => {
    if (request.url !== `/screen?token=${token}`) return line.close();
    line.on('message', (data) => terminal.tapped(JSON.parse(String(data)), line));
    terminal.arrived(line);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/?token=${token}`,
    close() {
      sockets.close();
      server.close();
    },
  };
}
