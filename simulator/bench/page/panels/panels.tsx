import './panels.css';
import { type DeviceKind, deviceKinds } from '../../../../device-drivers/contract/device-event.ts';
import type { DeskView } from '../../../hospital/desk.ts';
import type { RehearsalCommand } from '../../../rehearsal/command.ts';
import type { TracedFrame } from '../../../trace/frame.ts';
import type { TerminalView, WorldView } from '../../message.ts';
import type { Ask } from '../../request.ts';
import { deviceWords } from '../device-words.ts';
import { HospitalPanel } from './desk/hospital-panel.tsx';
import { DevicePanel } from './device-panel.tsx';
import { useKept } from './kept.ts';
import { NetPanel } from './net-panel.tsx';
import { PowerPanel } from './power-panel.tsx';
import { Tabs, type TabWords } from './tabs.tsx';

export interface PanelsProps {
  readonly view: WorldView;
  readonly terminal: TerminalView;
  /** What lies on the hospital's desk, while it is looked at. */
  readonly desk: DeskView | undefined;
  readonly run: (command: RehearsalCommand) => void;
  readonly ask: Ask;
  /** What the terminal's devices said, the oldest first; the array stays the same while it grows. */
  readonly frames: readonly TracedFrame[];
  /** Shows everything a device said. */
  readonly showTrace?: (device: DeviceKind) => void;
}

const devices = Object.keys(deviceWords) as DeviceKind[];
type PanelName = DeviceKind | 'hospital' | 'net' | 'power';
const panels: readonly [PanelName, ...PanelName[]] = ['hospital', ...devices, 'net', 'power'];

const isDevice = (name: PanelName): name is DeviceKind => deviceKinds.some((kind) => kind === name);

function lampOf(terminal: TerminalView, device: DeviceKind): TabWords['lamp'] {
  if (terminal.unplugged.includes(device)) return { state: 'stop', words: '拔掉了 unplugged' };
  const planned = terminal.faults[device].length;
  return planned > 0 ? { state: 'warn', words: `安排了 ${planned} 次故障 faults planned` } : undefined;
}

function tabsOf({ hospital }: WorldView, terminal: TerminalView): Readonly<Record<PanelName, TabWords>> {
  const ofDevices = devices.map((device) => {
    const { short: zh, en } = deviceWords[device];
    return [device, { zh, en, lamp: lampOf(terminal, device) }];
  });
  const isFair = terminal.weather === 'fair' && hospital.misbehaviours.length === 0;
  const off: TabWords['lamp'] = { state: 'stop', words: '断电 no power' };
  const planned: TabWords['lamp'] = { state: 'warn', words: '安排了断电 a cut is planned' };
  return {
    hospital: { zh: '医院', en: 'hospital' },
    ...(Object.fromEntries(ofDevices) as Record<DeviceKind, TabWords>),
    net: { zh: '网络', en: 'net', lamp: isFair ? undefined : { state: 'warn', words: '网络不正常 not fair' } },
    power: { zh: '电源', en: 'power', lamp: terminal.power === 'off' ? off : terminal.cut && planned },
  };
}

/** A panel a device, the hospital, the net, the power. */
export function Panels({ view, terminal, desk, run, ask, frames, showTrace }: PanelsProps) {
  const [chosen, choose] = useKept<PanelName>('bench.panel', panels);
  return (
    <div class="panels">
      <Tabs label="面板 panels" id="panels" tabs={tabsOf(view, terminal)} chosen={chosen} choose={choose}>
        {isDevice(chosen) && (
          <DevicePanel
            key={chosen}
            device={chosen}
            view={view}
            terminal={terminal}
            run={run}
            frames={frames}
            showTrace={showTrace}
          />
        )}
        {chosen === 'hospital' && <HospitalPanel view={view} desk={desk} run={run} ask={ask} />}
        {chosen === 'net' && <NetPanel view={view} run={run} ask={ask} />}
        {chosen === 'power' && <PowerPanel terminal={terminal} run={run} ask={ask} />}
      </Tabs>
    </div>
  );
}
