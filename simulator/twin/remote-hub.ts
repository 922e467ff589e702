import type { Register } from '../../statistics/register/register.ts';
import { hubPaths, signatureHeader, signedText } from '../../terminal/hub-contract.ts';
import type { Signer } from '../../terminal/ports.ts';
import { type HubEnd, type HubEndParts, replyOf } from './hub-end.ts';
import { TwinTrouble } from './trouble.ts';

export interface Administrator {
  readonly account: string;
  readonly password: string;
}

/** Waits so many milliseconds of our own time. */
export type Pause = (milliseconds: number) => Promise<void>;

interface FreshCode {
  readonly code: string;
}

/**
 * A hub that runs somewhere, spoken to as everybody else speaks to it: an administrator of the whole city signs in and puts
 * up units and terminals, every terminal enrols with its code, and the bulletin is asked for at the end.
 */
export async function openRemoteHub(
  url: string,
  { month, from }: HubEndParts,
  administrator: Administrator,
  signer: Signer,
  pause: Pause,
): Promise<HubEnd> {
  const base = url.replace(/\/$/, '');
  const { origin } = new URL(base);

  /** Asks again when the hub says that it was asked too often. */
  async function ask(method: string, path: string, init: { headers?: Record<string, string>; body?: string } = {}) {
    for (;;) {
      const asked = fetch(base + path, { method, ...init, headers: { origin, ...init.headers } });
      const answer = await asked.catch((error: Error) => {
        throw new TwinTrouble(`${base}: ${error.cause instanceof Error ? error.cause.message : error.message}`);
      });
      if (answer.status !== 429) return answer;
      await pause(1_000 * Number(answer.headers.get('retry-after') ?? 10));
    }
  }
  const json = (value: object, headers: Record<string, string> = {}) => ({
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(value),
  });

  const opened = await ask('POST', '/v1/sessions', json(administrator));
  if (!opened.ok) throw new TwinTrouble(`${base}: ${administrator.account} may not sign in: ${await opened.text()}`);
  const cookie = opened.headers
    .getSetCookie()
    .map((it) => it.split(';', 1)[0] ?? '')
    .join('; ');

  async function order(method: string, path: string, value: object): Promise<Response> {
    const answer = await ask(method, path, json(value, { cookie }));
    if (answer.ok || answer.status === 409) return answer;
    throw new TwinTrouble(`${base}: ${method} ${path}: ${await answer.text()}`);
  }

  async function codeOf(terminal: string, placement: object): Promise<string> {
    const made = await order('POST', '/v1/terminals', { terminal, ...placement });
    // It was put up before, and perhaps never enrolled.
    const answer = made.ok ? made : await order('POST', `/v1/terminals/${terminal}/codes`, {});
    return ((await answer.json()) as FreshCode).code;
  }

  async function enrol(terminal: string, code: string): Promise<void> {
    const message = { code, terminal, publicKey: signer.publicKey };
    const signature = signer.sign(signedText(hubPaths.enrolments, JSON.stringify(message)));
    const answer = await ask('POST', hubPaths.enrolments, json(message, { [signatureHeader]: signature }));
    if (!answer.ok) throw new TwinTrouble(`${base}: ${terminal} may not enrol: ${await answer.text()}`);
  }

  return {
    async enrol({ units, terminals }: Register) {
      for (const [rowOrder, { unit, ...said }] of units.entries()) {
        await order('PUT', `/v1/units/${unit}`, { ...said, rowOrder });
      }
      for (const { terminal, placements } of terminals) {
        const [placement] = placements;
        if (placement) await enrol(terminal, await codeOf(terminal, { ...placement, from }));
      }
    },
    line: async ({ path, headers, body }) => replyOf(await fetch(base + path, { method: 'POST', headers, body })),
    async bulletin() {
      const answer = await ask('GET', `/v1/bulletins/${month}?form=2018&format=csv`, { headers: { cookie } });
      if (!answer.ok) throw new TwinTrouble(`${base}: no bulletin: ${await answer.text()}`);
      return answer.text();
    },
    async close() {},
  };
}
