import * as v from 'valibot';
import type { InventedPerson } from '../../seeds/people.ts';
import { type VerbName, verbs } from '../../terminal/hospital/contract.ts';
import type { Controls } from '../hospital/controls.ts';
import type { MisbehavingFront } from '../hospital/misbehaviour.ts';
import { HospitalCommand } from './command.ts';

export interface HospitalHandsParts {
  readonly people: readonly InventedPerson[];
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly controls: Controls;
  /** Absent where the way to the hospital cannot be disturbed. */
  readonly misbehaviour?: MisbehavingFront;
  /** Whose glass shows what the hospital has to say. */
  readonly terminals: readonly string[];
}

export const isHospitalCommand = (command: { readonly do: string }): command is HospitalCommand =>
  v.is(HospitalCommand, command);

const isVerb = (name: string): name is VerbName => name in verbs;

/** Hands at the hospital and on the phones of payers. They return why not, when it cannot be done. */
export function createHospitalHands(parts: HospitalHandsParts): (command: HospitalCommand) => string | undefined {
  const { people, now, controls, misbehaviour, terminals } = parts;

  function act(command: HospitalCommand): string | undefined {
    switch (command.do) {
      case 'startPaying':
      case 'pay':
      case 'decline': {
        const order = command.order ?? controls.ordersWaiting().at(-1)?.orderNumber;
        if (order === undefined) return 'no order waits to be paid';
        const result = controls[command.do](order);
        return result.ok ? undefined : `order ${order}: ${result.why}`;
      }
      case 'nextCharge':
        return void controls.nextCharge(command.outcome);
      case 'releaseItem':
        return void controls.releaseItem(command.order, command.item);
      case 'settleElsewhere': {
        const result = controls.payElsewhere(command.id, command.channel);
        return result.ok ? undefined : `${command.id}: ${result.why}`;
      }
      case 'refundElsewhere': {
        const { order, amount } = command;
        const result = controls.refundElsewhere(order, amount);
        return result.ok ? undefined : `order ${order}: ${result.why}`;
      }
      case 'holdElsewhere':
        return void controls.holdElsewhere(command.bill, command.held);
      case 'reprice':
        return void controls.reprice(command.id, command.price);
      case 'cancelClinic':
      case 'reopenClinic':
        return void controls[command.do](command.doctor, command.day);
      case 'sellElsewhere':
        return void controls.sellElsewhere(command.slot, command.count);
      case 'blockPatient':
      case 'unblockPatient':
        return void controls[command.do](command.record);
      case 'refuseNextConfirm':
        return void controls.refuseNextConfirm(command.code);
      case 'bounceNextRefund':
      case 'refuseNextUndo':
        return void controls[command.do]();
      case 'refuseNextSettlement':
        return void controls.refuseNextSettlement(command.code);
      case 'reportCardLost': {
        const number = people[command.person]?.cards.hospitalCard;
        if (number === undefined) return `person ${command.person} has no such card`;
        return void controls.reportCardLost(number);
      }
      case 'changePolicy':
        return void controls.changePolicy(command);
      case 'announce': {
        const { zh, en, minutes } = command;
        for (const terminal of terminals) controls.announce(terminal, { zh, en }, now() + minutes * 60_000);
        return undefined;
      }
      case 'misbehave': {
        if (!misbehaviour) return 'the way to this hospital cannot be disturbed';
        const { verb = 'any', name, until, seconds } = command;
        if (verb !== 'any' && !isVerb(verb)) return `the contract has no verb ${verb}`;
        const fail = until === 'once' ? misbehaviour.failNext : misbehaviour.failUntilCleared;
        return void fail(verb, name, ...(seconds === undefined ? [] : [seconds * 1000]));
      }
      case 'behave':
        return void misbehaviour?.clear();
    }
  }

  // What is typed on the bench need not exist; to the hospital's controls that is a bug.
  return (command) => {
    try {
      return act(command);
    } catch (error) {
      if (error instanceof RangeError) return error.message;
      throw error;
    }
  };
}
