import { sleep } from '../../../device-drivers/contract/clock.ts';
import { chargeOutcomes } from '../../hospital/payer-codes.ts';
import { type Answer, cancel, type ScreenOf, type Visiting } from './at-the-terminal.ts';
import { hold } from './identifying.ts';

/** What may come of a charge that does not simply pay. */
const disturbances = chargeOutcomes.filter((it) => it !== 'pays');

/** Each look at the payment screen ends in one thing done; a payer who does nothing is asked again at the next look. */
export async function pay(screen: ScreenOf<'pay'>, it: Visiting): Promise<Answer> {
  const { clock, fate, platform } = it;
  const { orderNumber } = screen;
  if (fate.strikes('patient.neverPays', 0.06)) {
    await sleep(clock, 130_000);
    return 'wait';
  }
  if (fate.strikes('patient.cancelsPaying', 0.1)) {
    // The phone and the finger may be quicker than one another.
    if (fate.draw('patient.paysAndCancels') < 0.5) platform.pay(orderNumber);
    return cancel;
  }
  if (screen.scan && !screen.payerBusy && fate.draw('patient.paysByScan') < 0.4) {
    await showPayerCode(it);
    return 'wait';
  }
  platform.startPaying(orderNumber);
  await sleep(clock, 4000 * fate.draw('patient.password'));
  if (fate.strikes('patient.declines', 0.1)) {
    platform.decline(orderNumber);
    return 'wait';
  }
  if (fate.strikes('patient.paysLate', 0.06)) await sleep(clock, 110_000 + 30_000 * fate.draw('patient.lateness'));
  platform.pay(orderNumber);
  await sleep(clock, 6000);
  return 'wait';
}

/** Holds the phone's code before the scanner; sometimes one that was used before. */
async function showPayerCode(it: Visiting): Promise<void> {
  const { fate, platform, clock, wallet } = it;
  if (fate.strikes('hospital.chargeDisturbed', 0.3)) {
    platform.nextCharge(fate.pick('hospital.disturbance', disturbances) ?? 'declines');
  }
  await hold(fate.strikes('patient.showsUsedCode', 0.3) ? usedCode : wallet.payerCode(), it);
  await sleep(clock, 2000);
}

/** The first one any wallet shows here: it was used, or will be. */
const usedCode = '130000000000000001';
