/** A terminal with a key of its own that signs what it sends, and a clock to be moved, for tests. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { type Heartbeat, hubPaths, signatureHeader, signedText } from '../../terminal/hub-contract.ts';
import type { HubEvent } from '../ports.ts';
import { inventedRegister } from '../register/invented-register.ts';
import { keepRegister } from '../register/keep-register.ts';
import type { HubDatabase } from '../store/hub-store.ts';
import type { Arrival } from './collecting.ts';
import { enrolment } from './enrolment.ts';
import { nodeSeals } from './node-seals.ts';

/** 2026-11-21 08:00 in Shanghai. */
export const eightOClock = Date.UTC(2026, 10, 21, 0, 0);
export const zone = 'Asia/Shanghai';

/** What the hub's rooms need of the outside, on one database. */
export const hubOutside = (database: HubDatabase) => {
  let now = eightOClock;
  let drawn = 0;
  const logged: HubEvent[] = [];
  return {
    database,
    clock: { now: () => now },
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    chance: {
      bytes: (count: number) => {
        drawn += count;
        return Uint8Array.from({ length: count }, (_, at) => (drawn + at) * 7);
      },
    },
    seals: nodeSeals(),
    logged,
    log: (event: HubEvent) => void logged.push(event),
  };
};
export type HubOutside = ReturnType<typeof hubOutside>;

export const keyOf = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const der = publicKey.export({ format: 'der', type: 'spki' });
  const signatureOf = (text: string): string => sign(null, Buffer.from(text), privateKey).toString('hex');
  return {
    publicKey: der.subarray(-32).toString('hex'),
    sign: signatureOf,
    signed: (path: string, value: unknown): Arrival => {
      const body = JSON.stringify(value);
      return { path, body, signature: signatureOf(signedText(path, body)) };
    },
  };
};
export type Key = ReturnType<typeof keyOf>;

export const enrolmentBy = (key: Key, code: string, terminal = 'YX-01') =>
  key.signed(hubPaths.enrolments, { code, terminal, publicKey: key.publicKey });

export const asRequest = ({ path, body, signature }: Arrival) =>
  new Request(`http://hub.example${path}`, {
    method: 'POST',
    body,
    ...(signature !== undefined && { headers: { [signatureHeader]: signature } }),
  });

export const heartbeat = (at: number, more: Partial<Heartbeat> = {}): Heartbeat => ({
  terminal: 'YX-01',
  epoch: 'e1',
  at,
  version: '0.1.0',
  inService: true,
  devices: [{ device: 'cardDispenser', state: 'online' }],
  supplies: { cards: 200, sheets: 400, bin: 0 },
  ...more,
});

/** The invented register, and one of its terminals enrolled. */
export const enrolled = async (outside: HubOutside, terminal = 'YX-01'): Promise<Key> => {
  await keepRegister(outside.database, inventedRegister);
  const { makeCode, enrol } = enrolment(outside, { zone });
  const made = await makeCode(terminal);
  const key = keyOf();
  const bound = await enrol(enrolmentBy(key, made.ok ? made.value.code : '', terminal));
  if (!bound.ok) throw new Error(`${terminal} could not be enrolled: ${bound.problem.code}`);
  return key;
};
