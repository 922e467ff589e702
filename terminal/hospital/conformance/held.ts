/** Things a run takes at the hospital, and how it gives them back. */
import type { Lock } from '../contract/locks.ts';
import type { PaymentOrder } from '../contract/payments.ts';
import type { Verbs } from '../contract.ts';
import type { InputOf } from '../verb.ts';
import { cameOf } from './exchanges.ts';
import type { Scene } from './scene.ts';
import type { FoundSlot } from './slots.ts';
import { given, NotTried } from './verdict.ts';

export interface Held {
  readonly input: InputOf<Verbs['lock']>;
  readonly lock: Lock;
  readonly orders: string[];
  readonly settlements: string[];
}

export interface HeldSlot extends Held {
  readonly found: FoundSlot;
}

interface Wanted {
  /** `paid`: one that costs something; `free`: one that costs nothing. */
  readonly price: 'paid' | 'free';
  readonly who?: 'patient' | 'insured';
}

const mostTries = 12;

/** A number of some slot, held for a test patient. Throws `NotTried` where none can be had. */
export async function holdSlot(scene: Scene, { price, who = 'patient' }: Wanted): Promise<HeldSlot> {
  const patient = await scene.person(who);
  const token = who === 'insured' ? patient.insurance?.token : undefined;
  let tries = 0;
  let last = 'no number is left';
  for await (const found of scene.slots.all()) {
    if (found.slot.price > 0 !== (price === 'paid')) continue;
    const input = {
      lockId: scene.newId(),
      terminal: scene.settings.terminal,
      recordId: patient.recordId,
      subject: { kind: 'slot' as const, slotId: found.slot.id },
      ...(token !== undefined && { insurance: token }),
    };
    const said = await scene.ask('lock', input);
    if (said.kind === 'granted' && said.value.state === 'held') {
      const held: HeldSlot = { input, lock: said.value, found, orders: [], settlements: [] };
      scene.afterwards(() => giveBack(scene, held));
      return held;
    }
    last = `the lock: ${said.kind === 'granted' ? said.value.state : cameOf(said)}`;
    if (said.kind === 'useless' || ++tries === mostTries) break;
  }
  throw new NotTried(`a number that is ${price === 'paid' ? 'paid for' : 'free'} cannot be held: ${last}`);
}

/** An order for what the patient bears of a lock. */
export async function openOrder(scene: Scene, held: Held): Promise<PaymentOrder> {
  const input = { orderNumber: scene.newId(), lockId: held.input.lockId, amount: held.lock.amount.self };
  held.orders.push(input.orderNumber);
  return given(await scene.ask('createPaymentOrder', input), 'opening an order');
}

/** Has an order paid; resolves with whether the hospital says so in time. Throws `NotTried` without a payer. */
export async function havePaid(scene: Scene, order: PaymentOrder): Promise<boolean> {
  if (!scene.payer) throw new NotTried('it needs a paid order: --pay-hook URL or --pay manual');
  const asked = await scene.payer.askToPay(order, scene.now());
  if ('why' in asked) throw new NotTried(asked.why);
  const { orderNumber } = order;
  for (let second = 0; second <= asked.seconds; second++) {
    const said = await scene.ask('getPaymentOrder', { orderNumber });
    if (said.kind === 'granted' && said.value.state === 'SUCCESS') return true;
    await scene.pause(1);
  }
  return false;
}

/** An order that was opened and paid. */
export async function paidOrder(scene: Scene, held: Held): Promise<PaymentOrder> {
  const order = await openOrder(scene, held);
  if (await havePaid(scene, order)) return order;
  throw new NotTried('the order was not paid in time');
}

/** Undoes a settlement and waits for the proof; whether it came within a minute. */
export async function undone(scene: Scene, settlementId: string): Promise<boolean> {
  for (let second = 0; second <= 60; second++) {
    const said =
      second === 0
        ? await scene.ask('undoInsurance', { settlementId })
        : await scene.ask('getInsuranceSettlement', { settlementId });
    if (said.kind !== 'granted') return false;
    if (said.value.state === 'undone') return true;
    await scene.pause(1);
  }
  return false;
}

/** Ends what is held, in the order in which a terminal does: the order closed, the settlement undone, the money, the lock. */
export async function giveBack(scene: Scene, held: Held): Promise<void> {
  const { lockId, terminal } = held.input;
  const lock = await scene.ask('getLock', { lockId });
  if (lock.kind === 'granted' && lock.value.state === 'used') return;
  const paid: string[] = [];
  for (const orderNumber of held.orders) {
    const closed = await scene.ask('closePaymentOrder', { orderNumber });
    if (closed.kind === 'granted' && closed.value.state === 'SUCCESS') paid.push(orderNumber);
  }
  for (const settlementId of held.settlements) await undone(scene, settlementId);
  const amount = held.lock.amount.self;
  for (const orderNumber of paid) {
    await scene.ask('refundPayment', { refundNumber: scene.newId(), orderNumber, terminal, amount });
  }
  await scene.ask('releaseLock', { lockId });
}
