import type { DeviceKind } from '../../../../device-drivers/contract/device-event.ts';
import { lineSpeeds } from '../../../devices/line-speeds.ts';
import type { RehearsalCommand } from '../../../rehearsal/command.ts';
import type { TerminalView } from '../../message.ts';
import { Fact, Part, Switch } from './controls.tsx';

const share = (percent: number) => ({ zh: `${percent}%`, en: '' });
/** How often what a device says is disturbed, in hundredths. */
const shares = { 0: share(0), 1: share(1), 5: share(5), 20: share(20), 100: share(100) } as const;

/** The serial line of a device: its speed, and the manners that all serial lines of this terminal share. */
export function LineSettings(props: {
  readonly device: DeviceKind;
  readonly lines: TerminalView['lines'];
  readonly run: (command: RehearsalCommand) => void;
}) {
  const { device, lines, run } = props;
  if (!(device in lineSpeeds)) return null;
  const baud = lineSpeeds[device as keyof typeof lineSpeeds];
  const set = (more: Partial<TerminalView['lines']>) => run({ do: 'setLines', ...more });
  const percent = (part: number) => String(Math.round(part * 100));
  return (
    <Part zh="串行线" en="serial lines">
      <Fact zh="速率" en="speed">
        <code>{baud} baud</code> <small>三条串行线共用以下设置 these are for all three of them</small>
      </Fact>
      <Switch
        zh="到达"
        en="arrives"
        value={lines.chunks ? 'chunks' : 'whole'}
        ways={{ whole: { zh: '整段', en: 'whole' }, chunks: { zh: '分段', en: 'in chunks' } }}
        onChoose={(way) => set({ chunks: way === 'chunks' })}
      />
      <Switch
        zh="杂音"
        en="noise before"
        value={percent(lines.noise)}
        ways={shares}
        onChoose={(way) => set({ noise: Number(way) / 100 })}
      />
      <Switch
        zh="翻位"
        en="flipped bits"
        value={percent(lines.flips)}
        ways={shares}
        onChoose={(way) => set({ flips: Number(way) / 100 })}
      />
    </Part>
  );
}
