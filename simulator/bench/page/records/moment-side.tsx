import type { ComponentChildren } from 'preact';
import type { BenchPerson } from '../../../rehearsal/device-views.ts';
import type { Moment, TerminalView } from '../../message.ts';
import { deviceWords } from '../device-words.ts';
import { clockWords, deltaWords } from './clock-words.ts';
import { deviceLines } from './device-lines.ts';
import { arrow, type Entry, plainFields } from './entry.ts';
import { hexDump } from './hex-words.ts';
import { kindWords } from './kind-words.ts';
import './moment.css';
import type { PastMoment } from './moment-of.ts';
import { PastScreen } from './past-screen.tsx';
import { plainLines } from './plain-lines.ts';

export interface MomentSideProps {
  readonly entry: Entry;
  readonly past: PastMoment;
  /** What the terminal looked like; absent until the server has said. */
  readonly moment: Moment | undefined;
  readonly people: readonly BenchPerson[];
  readonly zone: string;
  readonly close: () => void;
}

/** Everything at one moment: what stood on the glass, what the devices were like, what was said, written and owed. */
export function MomentSide({ entry, past, moment, people, zone, close }: MomentSideProps) {
  const { day, time } = clockWords(entry.at, zone);
  const [zh, en] = kindWords[entry.kind];
  return (
    <aside class="moment" aria-label="那一刻 That moment">
      <header>
        <b>{time}</b> <small>{day}</small>
        <span class={`row-kind is-${entry.kind}`}>
          {zh} <small>{en}</small>
        </span>
        <button type="button" aria-label="不看了 Close" onClick={close}>
          ×
        </button>
      </header>
      <p class="moment-words">{entry.words}</p>
      <div class="moment-parts">
        <div class="moment-glass">{past.screen ? <PastScreen event={past.screen} /> : <p>没有屏幕 No screen</p>}</div>
        <div class="moment-column">
          {entry.kind === 'frame' && entry.frame.hex !== '' && (
            <Part zh="字节" en="Bytes">
              <pre>{hexDump(entry.frame.hex)}</pre>
            </Part>
          )}
          {moment ? <Look terminal={moment.terminal} people={people} /> : <p class="state">在问… Asking…</p>}
          <Part zh="状态" en="States">
            <ul>
              {past.states.map(({ machine, to }) => (
                <li key={machine}>
                  <b>{machine}</b> {to.join(' ∥ ')}
                </li>
              ))}
            </ul>
          </Part>
          {past.screen && (
            <Part zh="屏幕的内容" en="Screen value">
              <pre>{plainLines(past.screen.screen)}</pre>
            </Part>
          )}
        </div>
        <div class="moment-column">
          <Part zh="账本，最后十条" en="Journal, last ten">
            <ul>
              {past.journal.map(({ seq, at, words, text }) => (
                <li key={seq} class="moment-entry" title={text}>
                  <small>{deltaWords(at - entry.at)}</small> <b>{words}</b> {plainFields(text)}
                </li>
              ))}
            </ul>
          </Part>
          <Part zh="前后一秒的字节" en={`Frames within a second: ${past.frames.length}`}>
            <ul>
              {past.frames.map((frame) => (
                <li key={frame.seq} class={entry.kind === 'frame' && entry.frame.seq === frame.seq ? 'here' : ''}>
                  <small>{deltaWords(frame.at - entry.at)}</small> {deviceWords[frame.device].short} {arrow(frame)}{' '}
                  {frame.words}
                </li>
              ))}
            </ul>
          </Part>
        </div>
      </div>
    </aside>
  );
}

function Part({ zh, en, children }: { zh: string; en: string; children: ComponentChildren }) {
  return (
    <section class="moment-part">
      <h3>
        {zh} <small>{en}</small>
      </h3>
      {children}
    </section>
  );
}

/** Power, net, devices and open orders, as the server saw them last before the moment. */
function Look({ terminal, people }: { terminal: TerminalView; people: readonly BenchPerson[] }) {
  const { power, weather, journal } = terminal;
  return (
    <>
      <Part zh="机器" en="Machine">
        <dl>
          <dt>电源 power</dt>
          <dd class={power === 'off' ? 'ails' : ''}>{power}</dd>
          <dt>网络 weather</dt>
          <dd class={weather === 'fair' ? '' : 'ails'}>{weather}</dd>
          {deviceLines(terminal, people).map(({ device, words, ails }) => (
            <>
              <dt>
                {deviceWords[device].short} {deviceWords[device].en}
              </dt>
              <dd class={ails ? 'ails' : ''}>{words}</dd>
            </>
          ))}
        </dl>
      </Part>
      <Part zh="没有了结的订单" en={`Open orders: ${journal.openOrders}`}>
        <ul>
          {journal.open.map(({ order, state, purpose, self }) => (
            <li key={order}>
              <b>{state}</b> {purpose} ¥{(self / 100).toFixed(2)} <small>{order}</small>
            </li>
          ))}
        </ul>
      </Part>
    </>
  );
}
