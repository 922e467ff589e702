/** Every errand once, as a patient lives it, in virtual time: the terminal's own code, real bytes, the virtual hospital. */
import { beforeEach, expect, test } from 'vitest';
import { people } from '../seeds/people.ts';
import { slipText } from '../simulator/devices/paper.ts';
import type { BenchCommand } from '../simulator/rehearsal/command.ts';
import { createHands } from '../simulator/rehearsal/hands.ts';
import { createWallet } from '../simulator/rehearsal/wallet.ts';
import { type Kiosk, openKiosk } from './kiosk.ts';

let kiosk: Kiosk;
let hand: (command: BenchCommand) => void;

beforeEach(async () => {
  kiosk = await openKiosk();
  const { shelf, clock, hospital } = kiosk.world;
  const wallet = createWallet(people, shelf.newCards);
  const hands = createHands({ terminals: [], shelf, people, wallet, now: clock.now, controls: hospital.controls });
  hand = (command) => expect(hands(command)).toBeUndefined();
});

const slips = () => kiosk.world.printer.state().slips.map((it) => slipText(it));
const choose = (id: string) => kiosk.tap({ kind: 'choose', id });

async function paid() {
  const { orderNumber } = await kiosk.until('pay');
  kiosk.world.hospital.controls.pay(orderNumber);
}

/** What a terminal took has been delivered or given back, to the fen, and nothing is left undone. */
function expectBooksClosed() {
  const { accounts, insuranceAccounts } = kiosk.world.hospital.ledgers;
  for (const { captured, delivered, refunded } of accounts()) expect(captured).toBe(delivered + refunded);
  for (const { settled, undone, carried } of insuranceAccounts()) expect(settled).toBe(carried + undone);
  expect(kiosk.world.journal.openOrders()).toEqual([]);
}

test('an unpaid booking is paid with insurance and becomes a number', async () => {
  kiosk.begin('collection');
  hand({ do: 'putChipCard', person: 0, card: 'socialSecurity' });
  const { choices } = await kiosk.until('chooseOne');
  choose(choices.find(({ id }) => id === 'B-app-1')?.id ?? '');
  expect((await kiosk.until('review')).options).toContain('collect');
  choose('collect');
  const price = await kiosk.until('review');
  expect(price.split?.insured).toBeGreaterThan(0);
  choose('pay');
  await paid();
  const farewell = await kiosk.until('farewell');
  expect(farewell).toMatchObject({ done: 'collected', slip: { printed: true } });
  expect(slips().at(-1)).toContain('取号凭条');
  expectBooksClosed();
});

test('a prepaid booking is collected without being charged again', async () => {
  kiosk.begin('collection');
  kiosk.world.reader.put(kiosk.card);
  await kiosk.until('chooseOne');
  choose('B-account-1');
  await kiosk.until('review');
  choose('collect');
  expect(await kiosk.until('farewell')).toMatchObject({ done: 'collected' });
  expect(kiosk.world.hospital.ledgers.payments()).toEqual([]);
  expectBooksClosed();
});

test('a prepaid booking is given back, and the money goes back to its payer', async () => {
  kiosk.begin('collection');
  kiosk.world.reader.put(kiosk.card);
  await kiosk.until('chooseOne');
  choose('B-account-1');
  await kiosk.until('review');
  choose('cancelBooking');
  await kiosk.until('review');
  choose('cancelBooking');
  expect(await kiosk.until('farewell')).toMatchObject({ done: 'cancelled' });
  expect(kiosk.world.hospital.ledgers.refunds()).toHaveLength(1);
  expectBooksClosed();
});

test('bills are paid, insurance bears its part, and the slip says where to go', async () => {
  kiosk.begin('payment');
  hand({ do: 'putChipCard', person: 0, card: 'socialSecurity' });
  const { chosen } = await kiosk.until('chooseSome');
  expect(chosen.length).toBeGreaterThan(1);
  kiosk.tap({ kind: 'confirm' });
  expect((await kiosk.until('review')).split?.insured).toBeGreaterThan(0);
  choose('pay');
  await paid();
  const farewell = await kiosk.until('farewell');
  expect(farewell).toMatchObject({ done: 'paid', slip: { printed: true } });
  expect(farewell.next.length).toBeGreaterThan(0);
  expect(farewell.invoice).toBeDefined();
  expect(kiosk.world.hospital.ledgers.insuranceAccounts().some(({ carried }) => carried > 0)).toBe(true);
  expectBooksClosed();
});

test('bills are paid by the code the payer holds before the scanner', async () => {
  kiosk.begin('payment');
  kiosk.world.reader.put(kiosk.card);
  await kiosk.until('chooseSome');
  kiosk.tap({ kind: 'confirm' });
  await kiosk.until('review');
  choose('pay');
  expect((await kiosk.until('pay')).scan).toBe(true);
  hand({ do: 'showPayerCode' });
  expect(await kiosk.until('farewell')).toMatchObject({ done: 'paid' });
  expectBooksClosed();
});

test('somebody who was never here gets a record and a card, which identifies them afterwards', async () => {
  const newcomer = people.findIndex(({ record }) => record === undefined);
  kiosk.begin('card');
  hand({ do: 'putCard', person: newcomer });
  await kiosk.until('enterNumber');
  kiosk.tap({ kind: 'enter', text: '13800138000' });
  await kiosk.until('review');
  choose('agree');
  expect((await kiosk.until('review')).what).toBe('card');
  choose('issueCard');
  await paid();
  await kiosk.until('takeCard');
  hand({ do: 'takeOfferedCard' });
  expect(await kiosk.until('farewell')).toMatchObject({ done: 'cardIssued', slip: { printed: true } });
  expect(kiosk.world.hospital.ledgers.cards().at(-1)).toMatchObject({ state: 'handedOver' });
  kiosk.tap({ kind: 'finish' });
  hand({ do: 'takeCard' });
  await kiosk.until('attract');
  kiosk.begin('payment');
  hand({ do: 'putIssuedCard' });
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'noBills' });
  expectBooksClosed();
});

test('a released item is given back', async () => {
  kiosk.begin('refund');
  kiosk.world.reader.put(kiosk.card);
  const { choices } = await kiosk.until('chooseOne');
  choose(choices.find(({ open }) => open)?.id ?? '');
  await kiosk.until('chooseSome');
  kiosk.tap({ kind: 'confirm' });
  await kiosk.until('review');
  choose('refund');
  expect((await kiosk.until('farewell')).done).toMatch(/^refund/);
  expect(slips().at(-1)).toContain('退费凭条');
  expectBooksClosed();
});

test('reports are read on the screen and printed', async () => {
  kiosk.begin('report');
  kiosk.world.reader.put(kiosk.card);
  const { choices } = await kiosk.until('chooseSome');
  const ready = choices.filter(({ open }) => open).slice(0, 2);
  choose(`read:${ready[0]?.id}`);
  expect((await kiosk.until('readReport')).lines.length).toBeGreaterThan(0);
  kiosk.tap({ kind: 'back' });
  await kiosk.until('chooseSome');
  for (const { id } of ready) choose(id);
  kiosk.tap({ kind: 'confirm' });
  expect(await kiosk.until('farewell')).toMatchObject({ done: 'reportsPrinted', take: ['idCard', 'reports'] });
  const { reserved, printed, returned } = kiosk.world.hospital.ledgers.pages();
  expect(printed).toBeGreaterThan(0);
  expect(reserved).toBe(printed + returned);
  expectBooksClosed();
});

test('past payments are looked at and printed, prices are read without saying who one is', async () => {
  kiosk.begin('records');
  await kiosk.until('chooseOne');
  choose('drugList');
  expect((await kiosk.until('prices')).prices.length).toBeGreaterThan(0);
  kiosk.tap({ kind: 'back' });
  await kiosk.until('chooseOne');
  choose('transactions');
  kiosk.world.reader.put(kiosk.card);
  await kiosk.until('chooseOne');
  choose('lastHalfYear');
  const { choices } = await kiosk.until('chooseOne');
  choose(choices[0]?.id ?? '');
  await kiosk.until('review');
  choose('print');
  expect(await kiosk.until('farewell')).toMatchObject({ done: 'recordsPrinted' });
  expect(slips().at(-1)).toContain('交易明细');
});

test('a slip that could not be printed is printed again, by its order', async () => {
  await kiosk.toPayment();
  const { orderNumber } = await kiosk.until('pay');
  kiosk.world.printer.set({ cover: 'open' });
  kiosk.world.hospital.controls.pay(orderNumber);
  expect(await kiosk.until('farewell')).toMatchObject({ slip: { printed: false } });
  kiosk.tap({ kind: 'finish' });
  kiosk.world.reader.take();
  kiosk.world.printer.set({ cover: 'closed' });
  await kiosk.world.clock.advance(60_000);
  kiosk.begin('reprint');
  kiosk.world.reader.put(kiosk.card);
  await kiosk.until('chooseOne');
  choose(orderNumber);
  expect(await kiosk.until('farewell')).toMatchObject({ done: 'slipPrinted' });
  expect(slips().at(-1)).toContain(orderNumber);
  expect(kiosk.world.journal.order(orderNumber)?.slip).toBe('printed');
});
