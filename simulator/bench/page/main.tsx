import '@fontsource-variable/noto-sans-sc';
import './bench.css';
import { render } from 'preact';
import type { BenchCommand, BenchView } from '../protocol.ts';
import { Bench } from './bench.tsx';

const root = document.getElementById('bench');
let socket: WebSocket | undefined;
let last: BenchView | undefined;

const send = (command: BenchCommand) => socket?.send(JSON.stringify(command));

function draw(connected: boolean): void {
  if (root) render(<Bench view={last} connected={connected} send={send} />, root);
}

/** Connects to the bench's own server; a bench that was restarted is found again within a second. */
function connect(): void {
  const url = new URL('socket', location.href);
  url.protocol = 'ws:';
  socket = new WebSocket(url);
  socket.onmessage = ({ data }) => {
    last = JSON.parse(String(data));
    draw(true);
  };
  socket.onclose = () => {
    draw(false);
    setTimeout(connect, 1000);
  };
}

draw(false);
connect();
