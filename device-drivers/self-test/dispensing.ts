import type { CardDispenser } from '../contract/card-dispenser.ts';
import type { Procedure } from './procedure.ts';

/** One card from the stack to the gate, and into the bin when nobody takes it. */
export async function testCardDispenser(
  dispenser: CardDispenser,
  { step, hands, look }: Procedure,
  patience: number,
): Promise<void> {
  await step('reset; a card left in it went to the bin', () => dispenser.reset('retain'));
  await step('took a card from the stack', () => dispenser.takeFromStack());
  await step('offered it at the gate', () => dispenser.offer());
  hands('take the card');
  const never = new AbortController().signal;
  const { taken } = await step(
    'watched the gate',
    () => dispenser.waitUntilTaken(never, patience),
    (it) => (it.taken ? 'the card was taken' : 'the card was not taken'),
  );
  if (taken) return;
  await step('retained the card', () => dispenser.retain());
  look('the card lies in the bin for retained cards');
}
