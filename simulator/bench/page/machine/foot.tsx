import type { RehearsalCommand } from '../../../rehearsal/command.ts';
import type { TerminalView } from '../../message.ts';
import type { Ask } from '../../request.ts';
import { Paper } from '../receipt-printer.tsx';
import { Act } from './place.tsx';

interface FootProps {
  readonly terminal: TerminalView;
  readonly run: (command: RehearsalCommand) => void;
  readonly ask: Ask;
}

/** The machine's mains, and beside it what was torn off and taken. */
export function Foot({ terminal, run, ask }: FootProps) {
  const { name, power, cut, printer, reportPrinter } = terminal;
  return (
    <footer class="foot">
      <div class="mains" title="电源：切断时一切停在半路。The mains: cut, everything stops where it is.">
        <span
          class={`place-lamp ${power === 'on' ? 'online' : 'dark'}`}
          role="img"
          aria-label={`电源 power ${power}`}
        />
        {power === 'on' && (
          <>
            <Act zh="断电" en="Cut the power" onPress={() => run({ do: 'cutPower' })} />
            <Act zh="只重启页面" en="Page anew" onPress={() => ask({ kind: 'restartPage', terminal: name })} />
          </>
        )}
        {cut && (
          <span class="wrong fault">
            再写 {cut.after} 次日志后断电 cut after {cut.after} writes
          </span>
        )}
      </div>
      <Torn slips={printer.taken} />
      <p class="files">
        {(printer.slips.length > 0 || printer.taken.length > 0) && (
          <a href={`${name}/slip.svg`} target="_blank" rel="noreferrer">
            凭条图片 <small>Slip as a picture</small> ↗
          </a>
        )}
        {reportPrinter.document && (
          <a href={`${name}/report.pdf`} target="_blank" rel="noreferrer">
            报告文件 <small>Report file</small> ↗
          </a>
        )}
      </p>
    </footer>
  );
}

/** Small until looked at. */
function Torn({ slips }: { readonly slips: TerminalView['printer']['taken'] }) {
  if (slips.length === 0) return <p class="torn none">撕下的凭条放在这里 torn slips lie here</p>;
  return (
    <ul class="torn" aria-label="撕下的凭条 torn slips">
      {slips.toReversed().map(({ blocks }, index) => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard looks at it, too.
        <li key={slips.length - index} tabIndex={0}>
          <Paper blocks={blocks} />
        </li>
      ))}
    </ul>
  );
}
