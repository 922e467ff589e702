import type { RehearsalCommand } from '../../../rehearsal/command.ts';
import type { TerminalView } from '../../message.ts';
import type { Ask } from '../../request.ts';
import { Fact, Form, Key, NumberField, Part, Select, Switch } from './controls.tsx';

interface PowerPanelProps {
  readonly terminal: TerminalView;
  readonly run: (command: RehearsalCommand) => void;
  readonly ask: Ask;
}

type Record = NonNullable<TerminalView['cut']>['record'];

const records = {
  lost: { zh: '那条没写进磁盘', en: 'that record lost' },
  written: { zh: '那条已写进磁盘', en: 'that record written' },
} as const;

/** Seconds by which a clock jumps. */
const jumps = [
  { zh: '快 1 分', en: '+1 min', seconds: 60 },
  { zh: '慢 1 分', en: '−1 min', seconds: -60 },
  { zh: '快 1 小时', en: '+1 h', seconds: 3600 },
  { zh: '慢 1 小时', en: '−1 h', seconds: -3600 },
] as const;

const aheadWords = (milliseconds: number) => {
  const seconds = milliseconds / 1000;
  if (seconds === 0) return '准 right';
  return seconds > 0 ? `快 ${seconds} s ahead` : `慢 ${-seconds} s behind`;
};

/** The terminal's machine: its power, its disk, its clock, and the page on its glass. */
export function PowerPanel({ terminal, run, ask }: PowerPanelProps) {
  const { name, power, cut, journal, disk, clockAhead } = terminal;
  const isOn = power === 'on';
  return (
    <>
      <Part zh="电源" en="power">
        <Fact zh="主机" en="machine">
          <output class={isOn ? 'good' : 'stop'}>{isOn ? '通电 on' : '断电 no power'}</output>
        </Fact>
        <div class="keys">
          <Key zh="现在断电" en="cut now" disabled={!isOn} onPress={() => run({ do: 'cutPower' })} />
          <Key zh="重新上电" en="start again" disabled={isOn} onPress={() => run({ do: 'powerOn' })} />
          <Key
            zh="只重开页面"
            en="restart only the page"
            disabled={!isOn}
            onPress={() => ask({ kind: 'restartPage', terminal: name })}
          />
        </div>
      </Part>
      <Part zh="写日志时断电" en="cut at a journal write">
        <Fact zh="日志" en="journal">
          <code>{journal.records}</code> 条 records · <code>{journal.openOrders}</code> 笔未结 open orders
        </Fact>
        <Form
          label="写日志时断电 cut at a journal write"
          onGiven={(field) =>
            run({ do: 'cutAtWrite', record: field('record') as Record, after: Number(field('after')) })
          }
        >
          <span>再写</span>
          <NumberField name="after" label="再写几条以后 after so many others" value={0} most={1_000} />
          <span>条以后</span>
          <Select name="record" label="那一条 that record" values={records} />
          <button type="submit" disabled={!isOn}>
            安排断电 <small>plan the cut</small>
          </button>
        </Form>
        <Fact zh="已经安排" en="planned">
          {cut ? (
            <output class="warn">
              再写 {cut.after} 条以后断电，{records[cut.record].zh}{' '}
              <small>
                after {cut.after} more, {records[cut.record].en}
              </small>
            </output>
          ) : (
            '没有 nothing'
          )}
        </Fact>
      </Part>
      <Part zh="磁盘、时钟、技术员" en="disk, clock, technician">
        <Switch
          zh="磁盘"
          en="disk"
          value={disk}
          ways={{ ok: { zh: '正常', en: 'ok' }, full: { zh: '写满', en: 'full' } }}
          onChoose={(it) => run({ do: 'setDisk', disk: it })}
        />
        <Fact zh="它的时钟" en="its own clock">
          {aheadWords(clockAhead)}
        </Fact>
        <div class="keys">
          {jumps.map(({ zh, en, seconds }) => (
            <Key key={seconds} zh={zh} en={en} onPress={() => run({ do: 'shiftClock', seconds })} />
          ))}
        </div>
        <div class="keys">
          <Key
            zh="替技术员输入动态码"
            en="enter the one-time code"
            disabled={!isOn}
            onPress={() => run({ do: 'enterOneTimeCode' })}
          />
        </div>
      </Part>
    </>
  );
}
