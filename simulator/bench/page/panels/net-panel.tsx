import { useState } from 'preact/hooks';
import type { VerbName } from '../../../../terminal/hospital/contract.ts';
import type { MisbehaviourName, OrderedMisbehaviour } from '../../../hospital/misbehaviour.ts';
import type { RehearsalCommand } from '../../../rehearsal/command.ts';
import type { WorldView } from '../../message.ts';
import type { Ask } from '../../request.ts';
import { Key, orderColumns, Part, Switch } from './controls.tsx';
import { late, misbehaviourWords, targetWords, weatherWords } from './net-words.ts';

interface NetPanelProps {
  readonly view: WorldView;
  readonly run: (command: RehearsalCommand) => void;
  readonly ask: Ask;
}

/** Every terminal's line to the hospital, and what the hospital makes of requests. */
export function NetPanel({ view, run, ask }: NetPanelProps) {
  return (
    <>
      <Part zh="终端到医院的线路" en="weather">
        {view.terminals.map(({ name, weather }) => (
          <Switch
            key={name}
            zh={name}
            en=""
            value={weather}
            ways={weatherWords}
            onChoose={(it) => ask({ kind: 'do', terminal: name, command: { do: 'setWeather', weather: it } })}
          />
        ))}
      </Part>
      <Misbehaviours ordered={view.hospital.misbehaviours} run={run} />
    </>
  );
}

type Target = VerbName | 'any';

function Misbehaviours(props: Pick<NetPanelProps, 'run'> & { readonly ordered: readonly OrderedMisbehaviour[] }) {
  const { ordered, run } = props;
  const [target, aim] = useState<Target>('any');
  const [seconds, wait] = useState(20);
  const names = Object.keys(misbehaviourWords) as MisbehaviourName[];

  function order(name: MisbehaviourName, until: 'once' | 'cleared'): void {
    const verb = target === 'any' ? {} : { verb: target };
    run({ do: 'misbehave', name, until, ...verb, ...(late.includes(name) && { seconds }) });
  }

  return (
    <>
      <Part zh="医院的毛病" en="the hospital misbehaves" aside={orderColumns}>
        <div class="form">
          <select
            aria-label="哪种请求 which request"
            value={target}
            onChange={({ currentTarget }) => aim(currentTarget.value as Target)}
          >
            {Object.entries(targetWords).map(([verb, { zh, en }]) => (
              <option key={verb} value={verb}>
                {zh} {en}
              </option>
            ))}
          </select>
          <label>
            迟{' '}
            <input
              class="number"
              type="number"
              aria-label="迟几秒 seconds late"
              min={0}
              max={600}
              value={seconds}
              onInput={({ currentTarget }) =>
                wait(Math.min(600, Math.max(0, Math.round(currentTarget.valueAsNumber || 0))))
              }
            />{' '}
            秒 <small>s late</small>
          </label>
        </div>
        <ul class="faults">
          {names.map((name) => {
            const { zh, en } = misbehaviourWords[name];
            const waits = late.includes(name) && ` · ${seconds} s`;
            return (
              <li key={name}>
                <fieldset aria-label={`${zh} ${en}`}>
                  <span class="name">
                    {zh}
                    {waits} <small>{en}</small>
                  </span>
                  <Key terse zh="下一次" en="next time" onPress={() => order(name, 'once')} />
                  <Key terse zh="直到清除" en="until cleared" onPress={() => order(name, 'cleared')} />
                </fieldset>
              </li>
            );
          })}
        </ul>
      </Part>
      <Part zh="已经安排" en="ordered, the first that fits strikes">
        <ol class="lines" aria-label="已经安排 ordered">
          {ordered.map(({ target: of, name, delay, until }, at) => (
            <li key={at}>
              <span class="name">
                {targetWords[of].zh} <code>{of}</code>
              </span>
              <span>
                {misbehaviourWords[name].zh}
                {late.includes(name) && ` · ${delay / 1000} s`}
              </span>
              <small>{until === 'once' ? '一次 once' : '直到清除 until cleared'}</small>
            </li>
          ))}
          {ordered.length === 0 && <li class="none">没有 nothing</li>}
        </ol>
        <Key zh="恢复正常" en="behave again" disabled={ordered.length === 0} onPress={() => run({ do: 'behave' })} />
      </Part>
    </>
  );
}
