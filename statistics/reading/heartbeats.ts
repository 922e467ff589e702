import type { Heartbeat } from '../../terminal/hub-contract.ts';

/** The heartbeat a row of `terminal_state` keeps. It was checked when it came. */
export const heartbeatOf = (text: string): Heartbeat => JSON.parse(text);
