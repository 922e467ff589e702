/** What the journal says about tries to get in. Times in UTC milliseconds. */
export interface AccessState {
  /** Wrong tries in a row since somebody last got in, or since the last lock-out began. */
  readonly wrongTries: number;
  readonly lockedUntil?: number;
  readonly enteredAt?: number;
}

export const untried: AccessState = { wrongTries: 0 };
