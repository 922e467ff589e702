import { useCallback, useState } from 'preact/hooks';
import type { DeviceKind } from '../../../device-drivers/contract/device-event.ts';
import type { RehearsalCommand } from '../../rehearsal/command.ts';
import type { WorldView } from '../message.ts';
import type { Ask } from '../request.ts';
import { Bar } from './bar/bar.tsx';
import { Machine } from './machine/machine.tsx';
import { Panels } from './panels/panels.tsx';
import { Phone } from './phone.tsx';
import { Records } from './records/records.tsx';
import type { BenchState } from './state.ts';
import { Wallet } from './wallet.tsx';

/** The technician's side of a world: its time above, one terminal in the middle, people to its left, panels to its right. */
export function Bench({ state, ask }: { readonly state: BenchState; readonly ask: Ask }) {
  const { view, time, records } = state;
  const [chosen, choose] = useState<string>();
  const [glassElsewhere, moveGlass] = useState(location.hash === '#glass-elsewhere');
  const [wanted, wantTrace] = useState<{ readonly device: DeviceKind }>();
  const terminal = view?.terminals.find(({ name }) => name === chosen) ?? view?.terminals[0];
  const name = terminal?.name ?? '';
  const run = useCallback((command: RehearsalCommand) => ask({ kind: 'do', terminal: name, command }), [ask, name]);
  if (!view || !time || !terminal) {
    return <p class="state">{state.connected ? '世界正在开始… A world begins…' : '连接中… Connecting…'}</p>;
  }
  return (
    <>
      <Bar
        state={state}
        view={view}
        time={time}
        terminal={terminal}
        choose={choose}
        glassElsewhere={glassElsewhere}
        moveGlass={moveGlass}
        ask={ask}
      />
      <main class="floor">
        <aside class="people-side">
          <Phone {...view.hospital} givenUp={givenUp(view)} send={run} />
          <Wallet people={view.people} reader={terminal.reader} chipCardReader={terminal.chipCardReader} send={run} />
        </aside>
        <Machine terminal={terminal} people={view.people} glassElsewhere={glassElsewhere} run={run} ask={ask} />
        <aside class="panel-side">
          <Panels
            view={view}
            terminal={terminal}
            desk={state.desk}
            run={run}
            ask={ask}
            frames={records.get(name)?.frames ?? []}
            showTrace={(device) => wantTrace({ device })}
          />
        </aside>
      </main>
      <Records state={state} terminal={name} zone={view.zone} time={time} ask={ask} wanted={wanted} />
    </>
  );
}

/** Orders that may still be paid though their terminal wants nothing more of them. */
const givenUp = ({ terminals }: WorldView): readonly string[] =>
  terminals.flatMap(({ journal }) => journal.open.flatMap((it) => (it.givenUp ? it.order : [])));
