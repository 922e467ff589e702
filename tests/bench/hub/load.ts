import { type ChildProcess, spawn } from 'node:child_process';
import autocannon from 'autocannon';
import type { SignedBatch } from '../../../simulator/fleet/outbox.ts';
import { hubPaths, signatureHeader } from '../../../terminal/hub-contract.ts';

/** A server in a process of its own, at the address it prints. */
export interface Served {
  readonly url: string;
  stop(): Promise<void>;
}

export function serve(program: string, ...args: string[]): Promise<Served> {
  const child: ChildProcess = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${program} ended with ${code}`)));
    child.stdout?.once('data', (printed: Buffer) => {
      const stop = () => {
        child.kill();
        return ended;
      };
      resolve({ url: String(printed).trim(), stop });
    });
  });
}

/** Sends every terminal's batches down a connection of its own, one after another; gives requests a second. */
export function load(url: string, batches: readonly (readonly SignedBatch[])[]): Promise<number> {
  const lists = batches.map((list) =>
    list.map(({ body, signature }) => ({
      method: 'POST' as const,
      path: hubPaths.usage,
      headers: { 'content-type': 'application/json', [signatureHeader]: signature },
      body,
    })),
  );
  const amount = lists.reduce((sum, list) => sum + list.length, 0);
  const begun = lists.values();
  let [first, last, responses] = [0, 0, 0];
  return new Promise((resolve, reject) => {
    const run = autocannon(
      { url, connections: lists.length, amount, setupClient: (client) => client.setRequests(begun.next().value ?? []) },
      (error: unknown, result) => {
        if (error) reject(error);
        else if (result['2xx'] !== amount) reject(new Error(`${amount - result['2xx']} of ${amount} were refused`));
        else resolve((1000 * (responses - 1)) / (last - first));
      },
    );
    run.on('response', () => {
      last = performance.now();
      if (responses === 0) first = last;
      responses += 1;
    });
  });
}
