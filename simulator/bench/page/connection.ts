import type { BenchMessage } from '../message.ts';
import type { BenchRequest } from '../request.ts';
import { type BenchState, hear, nothingTold } from './state.ts';

export interface Connection {
  ask(request: BenchRequest): void;
}

/** Milliseconds after which a bench that has gone is looked for again. */
const lookAgain = 1000;

/** Connects to the bench's own server; one that was restarted is found again. `changed` is told at most once a frame. */
export function connect(
  after: (milliseconds: number, task: () => void) => void,
  changed: (state: BenchState) => void,
): Connection {
  let state = nothingTold;
  let due = false;
  let socket: WebSocket;

  function become(next: BenchState): void {
    state = next;
    if (due) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      changed(state);
    });
  }

  function open(): void {
    const url = new URL('socket', location.href);
    url.protocol = 'ws:';
    socket = new WebSocket(url);
    socket.onmessage = ({ data }) => become(hear(state, JSON.parse(String(data)) as BenchMessage));
    socket.onclose = () => {
      become({ ...state, connected: false });
      after(lookAgain, open);
    };
  }

  changed(state);
  open();
  return { ask: (request) => socket.send(JSON.stringify(request)) };
}
