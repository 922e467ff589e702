import type { Fault } from './fault.ts';

/**
 * A device's state in the words of CEN/XFS4IoT (`Common.Status`, `device`). An online device adds what its kind knows
 * (paper, media); any other state names the fault behind it.
 */
export type DeviceStatus<Online extends object> =
  | ({ readonly device: 'online' } & Online)
  | { readonly device: 'starting' }
  | {
      readonly device:
        | 'offline'
        | 'powerOff'
        | 'noDevice'
        | 'hardwareError'
        | 'userError'
        | 'deviceBusy'
        | 'fraudAttempt';
      readonly fault: Fault;
    };

/** What every device has, whatever its kind. */
export interface Device<Status> {
  status(): Status;
  /** Calls `listener` at every change of status, never with the same one twice. Returns how to stop. */
  subscribe(listener: (status: Status) => void): () => void;
  /** Releases the link. The device cannot be used afterwards. */
  close(): void;
}
