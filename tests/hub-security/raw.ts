import { connect } from 'node:net';

/** What came back over a bare socket, with nothing between that would mend what is sent. */
export interface RawAnswer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

const read = (text: string): RawAnswer => {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), head, body: rest.join('\r\n\r\n') };
};

/** Sends these bytes, says nothing more, and resolves with all that comes back until the other side closes. */
export const sendRaw = (port: number, ...parts: readonly string[]): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('error', (error) => (text === '' ? reject(error) : undefined));
    socket.on('close', () => resolve(read(text)));
    for (const part of parts) socket.write(part, 'latin1');
  });

/** A request for a target exactly as it is written. */
export const getRaw = (port: number, target: string, headers = ''): Promise<RawAnswer> =>
  sendRaw(port, `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n${headers}\r\n`);
