import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { join } from '../framing/join.ts';
import type { IppAddress } from './address.ts';
import type { Posted } from './ipp.ts';
import { brokenConnection, connectTrouble } from './network-advice.ts';

/** Bytes of an answer after which it is none: those asked for here have a few thousand. */
const longestAnswer = 1 << 20;

/**
 * Posts an IPP request over HTTP (RFC 8010, section 4). Each request has a connection of its own: one kept open may have
 * been dropped by the printer meanwhile, and then it cannot be known whether a job arrived.
 */
export function postOverHttp(address: IppAddress, body: Uint8Array, signal: AbortSignal): Promise<Posted> {
  const { host, port, path } = address;
  const place = `ipp://${host}:${port}${path}`;
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(called);
    let connected = false;
    const settle = (posted: Posted) => {
      signal.removeEventListener('abort', abort);
      resolve(posted);
      asked.destroy();
    };
    const fail = (error: unknown) => {
      if (connected) settle({ ok: false, fault: 'offline', cause: brokenConnection(place, error) });
      else settle({ ok: false, fault: 'noDevice', cause: connectTrouble(place, error) });
    };
    const abort = () => settle(called);
    const asked: ClientRequest = request(
      {
        host: host.replace(/^\[|\]$/g, ''),
        port,
        path,
        method: 'POST',
        agent: false,
        headers: { 'content-type': 'application/ipp', 'content-length': body.length, accept: 'application/ipp' },
      },
      (answer) => {
        const refusal = refusalIn(place, answer);
        if (refusal) return settle({ ok: false, fault: 'protocolError', cause: refusal });
        const parts: Uint8Array[] = [];
        let length = 0;
        answer.on('data', (part: Uint8Array) => {
          length += part.length;
          parts.push(Uint8Array.from(part));
          if (length > longestAnswer) {
            settle({ ok: false, fault: 'protocolError', cause: `The answer of ${place} has no end.` });
          }
        });
        answer.on('end', () => settle({ ok: true, body: join(parts) }));
        answer.on('error', fail);
      },
    );
    asked.on('socket', (socket) => {
      socket.once('connect', () => {
        connected = true;
      });
    });
    asked.setNoDelay(true);
    asked.on('error', fail);
    signal.addEventListener('abort', abort);
    asked.end(body);
  });
}

const called: Posted = { ok: false, fault: 'cancelled', cause: 'called off' };

/** What makes an answer none of a printer's, in words; undefined when it looks like one. */
function refusalIn(
  place: string,
  { statusCode = 0, statusMessage = '', headers }: IncomingMessage,
): string | undefined {
  const said = `${place} answered HTTP ${statusCode} ${statusMessage}`.trim();
  if (statusCode === 404) return `${said}: there is no such printer; check the path, often /ipp/print.`;
  if (statusCode === 401 || statusCode === 403)
    return `${said}: the printer wants to know who prints; allow this machine there.`;
  if (statusCode === 426)
    return `${said}: the printer wants encryption; allow plain IPP on the hospital's network there.`;
  if (statusCode !== 200) return `${said}.`;
  const type = headers['content-type'] ?? 'nothing';
  return type.startsWith('application/ipp')
    ? undefined
    : `${place} answered ${type}, which is not IPP; check the address.`;
}
