import type { BenchPerson, BenchView } from '../../rehearsal/device-views.ts';
import { Hand, notConnected, Panel, type Send, stateOf, Typed } from './panel.tsx';

export function IdCardReader(props: {
  readonly reader: BenchView['reader'];
  readonly people: readonly BenchPerson[];
  readonly send: Send;
}) {
  const { reader, people, send } = props;
  const holder = reader.card === undefined ? undefined : people[reader.card];
  const state = stateOf(
    holder ? `读卡区上：${holder.name}` : '读卡区是空的 Nothing on the reader',
    reader.reading && '正在读 reading…',
    notConnected(reader),
  );
  return (
    <Panel id="id-card-reader" zh="身份证" en="ID card reader" state={state}>
      <Hand name="取走 Take the card" disabled={!holder} onPress={() => send({ do: 'takeCard' })} />
    </Panel>
  );
}

interface ChipCardReaderProps {
  readonly reader: BenchView['chipCardReader'];
  readonly people: readonly BenchPerson[];
  /** Whether a card was taken out of the dispenser. */
  readonly issued: boolean;
  readonly send: Send;
}

export function ChipCardReader({ reader, people, issued, send }: ChipCardReaderProps) {
  const state = stateOf(insideWords(reader.card, people), reader.busy && '正在读 reading…', notConnected(reader));
  return (
    <Panel id="chip-card-reader" zh="芯片卡读卡器" en="Chip card reader" state={state}>
      <div class="row">
        <Hand
          name="取出芯片卡 Take the chip card"
          disabled={!reader.card}
          onPress={() => send({ do: 'takeChipCard' })}
        />
        <Hand
          name="放入刚发的卡 Put in the card taken last"
          disabled={!issued}
          pressed={reader.card?.kind === 'issued'}
          onPress={() => send({ do: 'putIssuedCard' })}
        />
        <Hand
          name="放入银行卡 Put in a bank card"
          pressed={reader.card?.kind === 'bank'}
          onPress={() => send({ do: 'putBankCard' })}
        />
      </div>
    </Panel>
  );
}

function insideWords(card: BenchView['chipCardReader']['card'], people: readonly BenchPerson[]): string {
  switch (card?.kind) {
    case undefined:
      return '读卡器是空的 No card inside';
    case 'issued':
      return '刚发的卡 the card taken last';
    case 'bank':
      return '银行卡 a bank card';
    case 'held':
      return `${card.name === 'hospital' ? '就诊卡' : '社保卡'}：${people[card.person]?.name}`;
  }
}

export function MagneticCardReader({ reader, send }: { reader: BenchView['magneticCardReader']; send: Send }) {
  const state = stateOf(`刷过 ${reader.swipes} 次 swipes`, notConnected(reader));
  return (
    <Panel id="magnetic-card-reader" zh="磁条卡读卡器" en="Magnetic card reader" state={state}>
      <Typed
        label="二磁道 Track 2"
        name="刷这张卡 Swipe this track"
        pattern="[0-9=]{1,37}"
        onTyped={(track2) => send({ do: 'swipeTrack', track2 })}
      />
    </Panel>
  );
}

export function Scanner({ scanner, send }: { scanner: BenchView['scanner']; send: Send }) {
  const { shown, looking } = scanner;
  const state = stateOf(
    shown === undefined ? '扫码窗前没有码 No code before it' : `扫码窗前：${shown}`,
    looking && '正在找码 looking…',
    notConnected(scanner),
  );
  return (
    <Panel id="scanner" zh="扫码窗" en="Scanner" state={state}>
      <Hand name="收起码 Put the code away" disabled={shown === undefined} onPress={() => send({ do: 'hideCode' })} />
      <Typed
        label="码的内容 What the code says"
        name="出示这个码 Show this code"
        onTyped={(text) => send({ do: 'showText', text })}
      />
    </Panel>
  );
}
