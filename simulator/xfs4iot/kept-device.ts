import type { Fault } from '../../device-drivers/contract/fault.ts';
import type { Device } from '../../device-drivers/contract/status.ts';
import { failure, stopped, success } from './command.ts';
import type { Completion } from './envelope.ts';

/** A driver on its line, which can be closed and opened anew. */
export interface KeptDevice<D> {
  driver(): D;
  /** Closes the line and begins anew, as after switching on; what comes of it when the device has answered, or has not. */
  reset(signal: AbortSignal): Promise<Completion>;
  close(): void;
}

interface AnyStatus {
  readonly device: string;
  readonly fault?: Fault;
}

/** `changed` is told of every change of status, with the status before. */
export function keepDevice<Status extends AnyStatus, D extends Device<Status>>(
  open: () => D,
  changed: (status: Status, before: Status | undefined) => void,
): KeptDevice<D> {
  let before: Status | undefined;
  let driver = open();
  let stopListening = listen();

  function listen() {
    before = driver.status();
    return driver.subscribe((status) => {
      const was = before;
      before = status;
      changed(status, was);
    });
  }

  function close() {
    stopListening();
    driver.close();
  }

  return {
    driver: () => driver,
    close,
    async reset(signal) {
      const was = before;
      close();
      driver = open();
      stopListening = listen();
      changed(driver.status(), was);
      await until(driver, ({ device }) => device !== 'starting', signal);
      if (signal.aborted) return stopped(signal);
      const { fault } = driver.status();
      return fault ? failure(fault, signal) : success();
    },
  };
}

/** Resolves when the device's status satisfies `condition`, or as soon as `signal` aborts. */
export function until<Status>(
  device: Device<Status>,
  condition: (status: Status) => boolean,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!signal.aborted && !condition(device.status())) return;
      stop();
      signal.removeEventListener('abort', look);
      resolve();
    };
    const stop = device.subscribe(look);
    signal.addEventListener('abort', look);
    look();
  });
}
