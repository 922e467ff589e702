/**
 * Pairs that no run can come to, or none can count on, and why. `what` fits the pair's name: screen and kind of crash, or
 * fault and how the visit ended.
 */
const reasons: readonly { readonly what: RegExp; readonly reason: string }[] = [
  { what: /^(?!starting ).* recovering$/, reason: 'a start shows its own screen until it is over' },
  {
    what: /^starting (anyTime|beforeWrite|afterWrite)$/,
    reason: 'power that goes while that screen stands goes during a start, and is counted there',
  },
  {
    what: /^power\.cutWhileRecovering (completed|abandoned|timedOut|trouble)$/,
    reason: 'the visit was cut off before the start in which the power went again, and nobody stands at a start',
  },
  { what: /^patient\.walksAway abandoned$/, reason: 'who has walked away taps nothing any more' },
  {
    what: /^patient\.walksAway noVisit$/,
    reason: 'from a visit that has begun; only a disk that was full before it keeps it from being written down',
  },
  { what: /^patient\.forgetsThings abandoned$/, reason: 'at the last screen, or when the visit is over' },
  {
    what: /^(hospital\.chargeDisturbed|patient\.(cancelsPaying|neverPays|paysLate|declines|showsUsedCode)) noVisit$/,
    reason: 'happens while an order is being paid, which is within a visit',
  },
  {
    what: /^patient\.(leavesCardAtGate|takesCardLate) noVisit$/,
    reason: 'happens at the card that an order delivers, which is within a visit',
  },
  {
    what: /^(hospital\.chargeDisturbed|patient\.(neverPays|paysLate|declines|showsUsedCode)) abandoned$/,
    reason:
      'an order that is being paid ends done or in trouble; who cancels it and gives up afterwards is counted there',
  },
  {
    what: /^(hospital\.chargeDisturbed|patient\.(paysLate|declines|showsUsedCode)) timedOut$/,
    reason: 'an order that is being paid ends done or in trouble, and not by silence',
  },
  {
    what: /^patient\.(leavesCardAtGate|takesCardLate) (abandoned|timedOut)$/,
    reason: 'an order whose card waits at the gate ends done or in trouble, whatever the patient does',
  },
];

/** Why a pair cannot be; undefined when it can. */
export const impossible = (pair: string): string | undefined => reasons.find(({ what }) => what.test(pair))?.reason;
