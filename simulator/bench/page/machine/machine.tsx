import './machine.css';
import './place.css';
import './things.css';
import './papers.css';
import type { RehearsalCommand } from '../../../rehearsal/command.ts';
import type { BenchPerson } from '../../../rehearsal/device-views.ts';
import type { TerminalView } from '../../message.ts';
import type { Ask } from '../../request.ts';
import { Foot } from './foot.tsx';
import { Glass } from './glass.tsx';
import { CardOutlet, ReportOutlet, SlipOutlet } from './outlets.tsx';
import { ChipSlot, IdReader, ScanWindow, StripeSlit } from './reading-places.tsx';

export interface MachineProps {
  readonly terminal: TerminalView;
  readonly people: readonly BenchPerson[];
  /** The glass stands in a window of its own. */
  readonly glassElsewhere: boolean;
  readonly run: (command: RehearsalCommand) => void;
  readonly ask: Ask;
}

/**
 * The terminal as it stands in the hall: its glass, live, and every place where a hand can do something, on the side on
 * which the pictures on the glass have it.
 */
export function Machine({ terminal, people, glassElsewhere, run, ask }: MachineProps) {
  return (
    <section class="stand" aria-label={`终端 terminal ${terminal.name}`}>
      <div class={terminal.power === 'on' ? 'body' : 'body off'}>
        <div class="wing">
          <SlipOutlet terminal={terminal} send={run} />
          <ReportOutlet terminal={terminal} send={run} />
        </div>
        <div class="front">
          <Glass terminal={terminal} elsewhere={glassElsewhere} powerOn={() => run({ do: 'powerOn' })} />
          <ScanWindow terminal={terminal} send={run} />
        </div>
        <div class="wing">
          <IdReader terminal={terminal} people={people} send={run} />
          <ChipSlot terminal={terminal} people={people} send={run} />
          <StripeSlit terminal={terminal} send={run} />
          <CardOutlet terminal={terminal} send={run} />
        </div>
      </div>
      <Foot terminal={terminal} run={run} ask={ask} />
    </section>
  );
}
