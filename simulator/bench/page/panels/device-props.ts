import type { RehearsalCommand } from '../../../rehearsal/command.ts';
import type { TerminalView, WorldView } from '../../message.ts';

export interface DeviceProps {
  readonly view: WorldView;
  readonly terminal: TerminalView;
  readonly run: (command: RehearsalCommand) => void;
}
