import type { TerminalConfig } from '../../terminal/config.ts';
import type { JournalRecord } from '../../terminal/journal/store.ts';
import type { Ports } from '../../terminal/ports.ts';
import type { Shown } from '../../terminal/screen.ts';
import { createTerminal, type Terminal } from '../../terminal/terminal.ts';
import { type CutAtWrite, type Mortal, mortal } from './mortal.ts';

/** A terminal that can be switched on and cut off: what it is connected to stays, as its disk and its devices do. */
export interface Machine {
  /** Starts the terminal; after a cut it finds the journal and the devices as they were left. */
  powerOn(): void;
  cutPower(): void;
  /** The world ends: what is left of every terminal that ran here is let go of. */
  end(): void;
  /** The terminal, while it has power. */
  readonly terminal: Terminal | undefined;
  readonly shown: Shown | undefined;
  /** The last journal record whose writing was acknowledged to a terminal. */
  readonly acknowledged: JournalRecord | undefined;
}

/** `cutAtWrite` is asked at every journal write whether the power goes right there; `onPower` is told when it comes and goes. */
export function createMachine(
  ports: Ports,
  config: TerminalConfig,
  cutAtWrite: () => CutAtWrite | undefined,
  onPower: (on: boolean) => void = () => {},
): Machine {
  let power: Mortal | undefined;
  let terminal: Terminal | undefined;
  let acknowledged: JournalRecord | undefined;
  const started: Terminal[] = [];
  return {
    powerOn() {
      if (terminal) return;
      power = mortal(ports, cutAtWrite, () => {
        acknowledged = power?.acknowledged ?? acknowledged;
        terminal = undefined;
        onPower(false);
      });
      terminal = createTerminal(power.ports, config);
      started.push(terminal);
      if (power.alive) onPower(true);
      else terminal = undefined;
    },
    cutPower: () => power?.kill(),
    end() {
      for (const it of started) it.stop();
    },
    get terminal() {
      return terminal;
    },
    get shown() {
      return terminal?.shown();
    },
    get acknowledged() {
      return power?.acknowledged ?? acknowledged;
    },
  };
}
