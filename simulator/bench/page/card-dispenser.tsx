import type { BenchCard, BenchView } from '../../rehearsal/device-views.ts';
import { Hand, notConnected, Panel, type Send, stateOf } from './panel.tsx';

type DispenserView = BenchView['cardDispenser'];

const places: Readonly<Record<NonNullable<DispenserView['onTheWay']>['place'], string>> = {
  ready: '备卡位 ready',
  read: '读写位 inside',
  gate: '出卡口 at the gate',
  between: '通道里 on the way',
};

const numberOf = ({ number }: BenchCard) => number ?? '空白 blank';

/** How many cards a technician puts in at once. */
const handful = 20;

export function CardDispenser({ dispenser, send }: { dispenser: DispenserView; send: Send }) {
  const { stack, bin, onTheWay, taken, moving, jams } = dispenser;
  const state = stateOf(
    `卡箱 ${stack} 张 in the stack`,
    `回收箱 ${bin} 张 in the bin`,
    onTheWay && `${places[onTheWay.place]}：${numberOf(onTheWay)}`,
    moving && '正在走卡 moving…',
    jams > 0 && `将卡住 ${jams} 次 jams to come`,
    taken && `手里 in hand：${numberOf(taken)}`,
    notConnected(dispenser),
  );
  return (
    <Panel id="card-dispenser" zh="发卡机" en="Card dispenser" state={state}>
      <Hand
        main
        name="拿卡 Take the offered card"
        disabled={moving || onTheWay?.place !== 'gate'}
        onPress={() => send({ do: 'takeOfferedCard' })}
      />
      <div class="row">
        <Hand
          name={`加 ${handful} 张卡 Load ${handful} cards`}
          onPress={() => send({ do: 'loadCards', count: handful })}
        />
        <Hand name="清空卡箱 Empty the stack" disabled={stack === 0} onPress={() => send({ do: 'emptyCardStack' })} />
        <Hand name="清空回收箱 Empty the bin" disabled={bin === 0} onPress={() => send({ do: 'emptyCardBin' })} />
        <Hand name="下次卡住 Jam the next card" onPress={() => send({ do: 'jamNextCard' })} />
        <Hand
          name="清理卡道 Free the card path"
          disabled={!onTheWay && jams === 0}
          onPress={() => send({ do: 'freeCardPath' })}
        />
      </div>
    </Panel>
  );
}
