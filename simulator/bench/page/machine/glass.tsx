import type { TerminalView } from '../../message.ts';
import { Act } from './place.tsx';

interface GlassProps {
  readonly terminal: TerminalView;
  readonly elsewhere: boolean;
  readonly powerOn: () => void;
}

/** The patients' page itself, in its real size and drawn smaller, so that a touch is one. Without power it is black. */
export function Glass({ terminal, elsewhere, powerOn }: GlassProps) {
  const { power, kiosk } = terminal;
  return (
    <div class="glass">
      {power === 'on' && !elsewhere && kiosk !== undefined && (
        <iframe src={kiosk} title="终端的屏幕 The kiosk’s screen" />
      )}
      {power === 'on' && elsewhere && (
        <p class="elsewhere">
          屏幕在别的窗口 <small>Shown in a window of its own</small>
        </p>
      )}
      {power === 'off' && (
        <div class="no-power">
          <p>
            没有电 <small>No power</small>
          </p>
          <Act main zh="通电开机" en="Switch it on" onPress={powerOn} />
        </div>
      )}
    </div>
  );
}
