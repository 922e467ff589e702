/** Who pays an order during a run: the run itself has no money. */
import type { Clock } from '../../../device-drivers/contract/clock.ts';
import type { PaymentOrder } from '../contract/payments.ts';
import type { Network } from '../network.ts';

export interface Payer {
  /** Asks for an order to be paid; resolves with how long to wait for that (seconds), or why it will not be. */
  askToPay(order: PaymentOrder, now: number): Promise<{ readonly seconds: number } | { readonly why: string }>;
}

const hookPatience = 30;

/** Somebody at the test payment platform who pays what is posted: `{ "orderNumber": … }`. */
export function hookPayer(network: Network, clock: Clock, url: string): Payer {
  return {
    async askToPay({ orderNumber }) {
      const stop = new AbortController();
      const cancel = clock.after(hookPatience * 1000, () => stop.abort());
      const headers = { 'content-type': 'application/json' };
      const request = {
        method: 'POST',
        url,
        headers,
        body: JSON.stringify({ orderNumber }),
        signal: stop.signal,
      } as const;
      try {
        const { status } = await network(request);
        return status >= 200 && status < 300 ? { seconds: hookPatience } : { why: `the pay hook answered ${status}` };
      } catch {
        return { why: 'the pay hook did not answer' };
      } finally {
        cancel();
      }
    },
  };
}

/** Somebody who reads what is told and pays with a phone. */
export function manualPayer(tell: (line: string) => void): Payer {
  return {
    async askToPay({ orderNumber, amount, code, payBefore }, now) {
      const seconds = Math.max(0, Math.floor((Date.parse(payBefore) - now) / 1000));
      tell('');
      tell(`  PLEASE pay order ${orderNumber} within ${seconds} s: ${amount} fen`);
      tell(`  code: ${code}`);
      tell('');
      return { seconds };
    },
  };
}
