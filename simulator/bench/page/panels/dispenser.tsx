import type { Place } from '../../../devices/card-stack.ts';
import type { BenchCard } from '../../../rehearsal/device-views.ts';
import { Fact, Form, Key, Level, NumberField, Part, Select } from './controls.tsx';
import type { DeviceProps } from './device-props.ts';

const places: Readonly<Record<Place, string>> = {
  ready: '备卡位 ready',
  read: '读写位 inside',
  gate: '出卡口 at the gate',
  between: '通道里 on the way',
};

/** How the cards that are put in come. */
const makes = {
  factory: { zh: '出厂卡', en: 'from the factory' },
  blank: { zh: '没有芯片', en: 'without a chip' },
  foreign: { zh: '别家密钥', en: 'behind other keys' },
} as const;
type Make = keyof typeof makes;

const levels = { stack: 300, stackLow: 20, bin: 50, handful: 20, most: 300 } as const;
const numberOf = ({ number }: BenchCard) => number ?? '空白 blank';

export function CardDispenserParts({ terminal, run }: DeviceProps) {
  const { stack, bin, onTheWay, moving, taken } = terminal.cardDispenser;
  return (
    <Part zh="卡" en="cards">
      <Level zh="卡箱" en="stack" value={stack} full={levels.stack} low={levels.stackLow} shown={`${stack} 张`}>
        <Form
          label="加卡 load cards"
          onGiven={(field) => {
            const made = field('made') as Make;
            run({ do: 'loadCards', count: Number(field('count')), made });
          }}
        >
          <NumberField name="count" label="张数 how many" value={levels.handful} least={1} most={levels.most} />
          <Select name="made" label="什么卡 which cards" values={makes} />
          <button type="submit">
            加卡 <small>load</small>
          </button>
        </Form>
        <Key zh="清空卡箱" en="empty the stack" disabled={stack === 0} onPress={() => run({ do: 'emptyCardStack' })} />
      </Level>
      <Level zh="回收箱" en="bin" value={bin} full={levels.bin} fills shown={`${bin} / ${levels.bin}`}>
        <Key zh="清空回收箱" en="empty the bin" disabled={bin === 0} onPress={() => run({ do: 'emptyCardBin' })} />
      </Level>
      <Fact zh="卡道" en="path">
        {onTheWay ? `${places[onTheWay.place]}：${numberOf(onTheWay)}` : '空 free'}
        {moving && ' · 正在走卡 moving…'}{' '}
        <Key zh="清理卡道" en="free the path" onPress={() => run({ do: 'freeCardPath' })} />
      </Fact>
      {taken && (
        <Fact zh="最后取走" en="taken last">
          <code>{numberOf(taken)}</code>
        </Fact>
      )}
    </Part>
  );
}
