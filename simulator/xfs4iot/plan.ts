import type { Command } from './command.ts';
import type { CommandName, EventName } from './versions.ts';

/** How a service tells all its clients. */
export interface Tell {
  event(name: EventName, payload?: object): void;
  /** The status may have changed. */
  changed(): void;
}

/** A device taken for a service: what can be asked of it now. */
export interface Apparatus {
  readonly commands: Readonly<Partial<Record<CommandName, Command>>>;
  /** As in `Common.Status`: an object for `common` and for each of the service's own interfaces. */
  status(): object;
  /** Lets the device go. */
  close(): void;
}

/** A service before anybody is connected to it. */
export interface ServicePlan {
  readonly name: string;
  /** What the device is, in a word or two. */
  readonly model: string;
  /** As in `Common.Capabilities`, an object for each of the service's own interfaces. */
  readonly capabilities: object;
  readonly events: readonly EventName[];
  take(tell: Tell): Apparatus;
}

/** Commands that wait or are being carried out; more are refused. */
export const maximumRequests = 16;

/** A device that is fixed is where it belongs. */
export const commonStatus = (device: string) => ({ device, devicePosition: 'inPosition' });
