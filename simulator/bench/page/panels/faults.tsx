import type { DeviceKind } from '../../../../device-drivers/contract/device-event.ts';
import { shelfFaults } from '../../../devices/shelf-faults.ts';
import type { RehearsalCommand } from '../../../rehearsal/command.ts';
import type { TerminalView } from '../../message.ts';
import { Key, orderColumns, Part } from './controls.tsx';

interface FaultsProps {
  readonly device: DeviceKind;
  readonly terminal: TerminalView;
  readonly run: (command: RehearsalCommand) => void;
}

/** Every fault a device can be told to have, which of them it is still to have, and how often. */
export function Faults({ device, terminal, run }: FaultsProps) {
  const planned = terminal.faults[device];
  const standing = terminal.standingFaults[device];
  const words: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = shelfFaults[device];
  return (
    <Part zh="故障" en="faults" aside={orderColumns}>
      <ul class="faults side-by-side">
        {Object.entries(words).map(([fault, { zh, en }]) => {
          const stands = standing.includes(fault);
          const times = planned.filter((it) => it === fault).length - (stands ? 1 : 0);
          const order = (until: 'once' | 'cleared') => run({ do: 'fault', device, fault, until });
          return (
            <li key={fault}>
              <fieldset aria-label={`${zh} ${en}`} class={times > 0 || stands ? 'planned' : ''}>
                <span class="name" title={`${zh} ${en}`}>
                  {zh} {zh !== en && <small>{en}</small>}
                </span>
                {times > 0 && <output aria-label="还有几次 times to come">×{times}</output>}
                <Key terse zh="下一次" en="next time" onPress={() => order('once')} />
                <Key terse zh="直到清除" en="until cleared" pressed={stands} onPress={() => order('cleared')} />
              </fieldset>
            </li>
          );
        })}
      </ul>
      <Key
        zh="清除全部故障"
        en="clear all faults"
        disabled={planned.length === 0}
        onPress={() => run({ do: 'clearFaults', device })}
      />
    </Part>
  );
}
