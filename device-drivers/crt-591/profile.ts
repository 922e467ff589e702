/** What differs between machines, switches and documents. */
export interface CrtProfile {
  /** DIP switches, 0 to 15. */
  readonly busAddress: number;
  /**
   * The movement that lets a patient take the card. The document calls 39 "out of the gate" and 30 "hold at the gate";
   * one driver in the field uses them the other way round.
   */
  readonly offerBy: 'out' | 'hold';
  /** Whether the machine counts what it retains: it then is initialised by PM 34 to 37 instead of 30 to 33. */
  readonly counting: boolean;
  /** Kinds of cards to look for, in this order: A, B, or 0 for none. */
  readonly rfTypes: string;
}

export const crt591: CrtProfile = { busAddress: 0, offerBy: 'out', counting: true, rfTypes: 'AB' };
