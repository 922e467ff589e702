import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from './access/hub-env.ts';
import { type Problem, problem } from './problem.ts';

/** On every answer: a page loads the hub's own files and nothing else, and nobody frames it. */
export const securityHeaders = Object.entries({
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
});

/** Who calls; behind a proxy what the proxy says. */
export const callerOf = ({ socket, headers }: IncomingMessage, trustProxy: boolean): Caller => {
  const address = socket.remoteAddress ?? '';
  if (!trustProxy) return { address, secure: false };
  const forwarded = headers['x-forwarded-for'];
  // The last one is what the proxy saw; those before are hearsay.
  const last = (Array.isArray(forwarded) ? forwarded.join() : forwarded)?.split(',').at(-1)?.trim();
  return { address: last || address, secure: headers['x-forwarded-proto'] === 'https' };
};

const answerHead = { 'content-type': 'application/problem+json', 'cache-control': 'no-store', connection: 'close' };

/** Refuses a request that was not read to its end: no other comes after it on the same connection. */
export const refuse = (outgoing: ServerResponse, it: Problem): void => {
  const body = JSON.stringify(it);
  outgoing.writeHead(it.status, { ...answerHead, 'content-length': Buffer.byteLength(body) }).end(body);
};

/** What is said of bytes that never became a request. */
const brokenRequests: Readonly<Record<string, Problem>> = {
  ERR_HTTP_REQUEST_TIMEOUT: problem('tooSlow'),
  HPE_HEADER_OVERFLOW: problem('headersTooLarge'),
};

/** The answer to bytes that never became a request, as it goes over the wire. */
export const brokenAnswer = (code = ''): string => {
  const it = brokenRequests[code] ?? problem('malformed', { detail: 'this is no HTTP request' });
  const body = JSON.stringify(it);
  const head = Object.entries({ ...answerHead, 'content-length': String(Buffer.byteLength(body)) });
  return `HTTP/1.1 ${it.status} Refused\r\n${head.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`;
};
