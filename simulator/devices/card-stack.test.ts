import { expect, test } from 'vitest';
import { createVirtualClock } from '../world/virtual-clock.ts';
import { createCardStack, type MoveOutcome, type StackFault, type Target } from './card-stack.ts';
import { createFaultPlan } from './fault-plan.ts';
import { createBlankCard } from './m1-card.ts';

const cards = (count: number) => Array.from({ length: count }, (_, i) => createBlankCard(Uint8Array.of(i)));

function bench(count = 5) {
  const clock = createVirtualClock(0);
  const plan = createFaultPlan<StackFault>(() => {});
  const cuts: number[] = [];
  const stack = createCardStack({
    clock,
    movingTime: 300,
    lowBelow: 3,
    binCapacity: 2,
    strikes: plan.strikes,
    stands: (fault) => plan.planned().includes(fault),
    powerCut() {
      cuts.push(clock.now());
      stack.stop();
    },
    changed: () => {},
  });
  stack.load(cards(count));
  async function move(to: Target): Promise<MoveOutcome | undefined> {
    let outcome: MoveOutcome | undefined;
    stack.move(to, (it) => {
      outcome = it;
    });
    await clock.runUntil(() => outcome !== undefined, 1_000);
    return outcome;
  }
  return { clock, plan, cuts, stack, move };
}

test('a card comes from the stack in the time of a movement, and the same card goes on', async () => {
  const { clock, stack, move } = bench();
  expect(await move('read')).toBe('arrived');
  expect(clock.now()).toBe(300);
  expect(stack.onTheWay()).toMatchObject({ card: { uid: Uint8Array.of(0) }, place: 'read' });
  expect(await move('gate')).toBe('arrived');
  expect(stack.onTheWay()).toMatchObject({ card: { uid: Uint8Array.of(0) }, place: 'gate' });
  expect(await move('gate')).toBe('arrived');
  expect(clock.now()).toBe(600);
  expect(stack.take()?.uid).toEqual(Uint8Array.of(0));
  expect(stack.cards()).toMatchObject({ stack: { length: 4 }, taken: { length: 1 } });
});

test('levels of the stack, and a bin with room for two', async () => {
  const { stack, move, plan } = bench(3);
  const levels = [];
  for (let i = 0; i < 2; i++) {
    levels.push(stack.level());
    await move('read');
    expect(await move('bin')).toBe('arrived');
  }
  await move('read');
  expect([...levels, stack.level()]).toEqual(['enough', 'low', 'empty']);
  expect(stack.binFull()).toBe(true);
  expect(await move('bin')).toBe('binFull');
  expect(stack.onTheWay()?.place).toBe('read');
  expect(stack.emptyBin().length).toBe(2);
  plan.failNext('binFull');
  expect(stack.binFull()).toBe(true);
  expect(await move('bin')).toBe('binFull');
  expect(await move('bin')).toBe('arrived');
  expect(await move('read')).toBe('stackEmpty');
});

test.each(['jamAtStack', 'jamOnTheWay', 'jamAtGate'] as const)(
  '%s leaves the card between two places',
  async (fault) => {
    const { stack, move, plan, clock } = bench();
    plan.failNext(fault);
    expect(await move('gate')).toBe('jammed');
    expect(clock.now()).toBe({ jamAtStack: 100, jamOnTheWay: 200, jamAtGate: 300 }[fault]);
    expect(stack.onTheWay()?.place).toBe('between');
    expect(stack.take()).toBeUndefined();
    expect(await move('bin')).toBe('arrived');
    expect(stack.cards().bin.length).toBe(1);
  },
);

test('a hand, the mains, and being stopped: the card stays where it is', async () => {
  const { stack, move, plan, clock, cuts } = bench();
  plan.failNext('movedByHand');
  expect(await move('read')).toBe('movedByHand');
  await move('bin');
  plan.failNext('powerCut');
  expect(await move('read')).toBeUndefined();
  expect([cuts.length, stack.moving(), stack.onTheWay()?.place]).toEqual([1, undefined, 'between']);
  stack.move('gate', () => expect.unreachable());
  await clock.advance(50);
  expect(stack.moving()).toBe('gate');
  stack.stop();
  await clock.advance(1_000);
  expect(stack.onTheWay()?.place).toBe('between');
});

test('a card taken out of a movement ends it', async () => {
  const { stack, clock } = bench();
  const outcomes: MoveOutcome[] = [];
  stack.move('read', (outcome) => outcomes.push(outcome));
  await clock.advance(50);
  expect(stack.free()).toBeDefined();
  expect([outcomes, stack.moving(), stack.onTheWay()]).toEqual([['movedByHand'], undefined, undefined]);
});

test('hands: putting in, freeing', async () => {
  const { stack, move } = bench(1);
  const [card] = cards(1);
  if (!card) return expect.unreachable();
  expect(stack.putIn(card)).toBe(true);
  expect(stack.putIn(card)).toBe(false);
  expect(await move('read')).toBe('arrived');
  expect(stack.onTheWay()?.card).toBe(card);
  expect(stack.free()).toBe(card);
  expect(stack.free()).toBeUndefined();
  expect(stack.cards()).toMatchObject({ stack: { length: 1 }, taken: [card] });
});

test('the stack is taken out and put in by hand', () => {
  const { stack } = bench(3);
  expect(stack.unload().map(({ uid }) => uid[0])).toEqual([0, 1, 2]);
  expect(stack.level()).toBe('empty');
  stack.load(cards(1));
  expect(stack.cards().stack).toHaveLength(1);
});
