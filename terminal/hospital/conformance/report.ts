/** What a run tells, line by line. No personal data: verbs, codes, states, amounts of test orders. */
import type { Exchange } from './exchanges.ts';
import type { Outcome } from './run.ts';

const words = { kept: 'kept', broken: 'BROKEN', notTried: 'not tried' } as const;
const shownExchanges = 6;

/** `lock 200, getLock refused: lockUnknown`; the last ones, where there are many. */
function tale(asked: readonly Exchange[]): string {
  const last = asked.slice(-shownExchanges).map(({ verb, came }) => `${verb} ${came}`);
  return (asked.length > shownExchanges ? ['…', ...last] : last).join(', ');
}

/** One line: what became of the rule, its id, what the contract says, what came, what was asked for it. */
export function lineOf({ rule, result, why, asked }: Outcome): string {
  const parts = [`${words[result].padEnd(9)}  ${rule.id}: ${rule.says}.`];
  if (result === 'broken') parts.push(`CAME: ${why}.`);
  if (result === 'notTried') parts.push(`Because: ${why}.`);
  if (asked.length > 0 && result !== 'notTried') parts.push(`[${tale(asked)}]`);
  return `  ${parts.join(' ')}`;
}

export const count = (outcomes: readonly Outcome[], result: Outcome['result']): number =>
  outcomes.filter((it) => it.result === result).length;

/** `80 kept, 1 broken, 12 not tried` */
export const summaryOf = (outcomes: readonly Outcome[]): string =>
  `${count(outcomes, 'kept')} kept, ${count(outcomes, 'broken')} broken, ${count(outcomes, 'notTried')} not tried`;
