import type { TerminalView, WorldView } from '../../message.ts';
import { Typed } from '../panel.tsx';
import { Fact, Part } from './controls.tsx';
import type { DeviceProps } from './device-props.ts';

type Cards = Pick<TerminalView, 'chipCardReader'>['chipCardReader']['card'];

export function IdCardReaderParts({ view, terminal }: DeviceProps) {
  const { card, reading } = terminal.reader;
  return (
    <Part zh="现状" en="now">
      <Fact zh="读卡区" en="on it">
        {card === undefined ? '空 nothing' : `${view.people[card]?.name} 的身份证 ID card`}
        {reading && ' · 正在读 reading…'}
      </Fact>
    </Part>
  );
}

function insideWords(card: Cards, people: WorldView['people']): string {
  switch (card?.kind) {
    case undefined:
      return '空 nothing';
    case 'issued':
      return '刚发的卡 the card taken last';
    case 'bank':
      return '银行卡 a bank card';
    case 'held':
      return `${people[card.person]?.name} 的${card.name === 'hospital' ? '就诊卡 hospital card' : '社保卡 social security'}`;
  }
}

export function ChipCardReaderParts({ view, terminal }: DeviceProps) {
  const { card, busy } = terminal.chipCardReader;
  return (
    <Part zh="现状" en="now">
      <Fact zh="卡槽" en="inside">
        {insideWords(card, view.people)}
        {busy && ' · 正在读 reading…'}
      </Fact>
    </Part>
  );
}

export function MagneticCardReaderParts({ terminal, run }: DeviceProps) {
  return (
    <Part zh="现状" en="now">
      <Fact zh="刷过" en="swipes">
        {terminal.magneticCardReader.swipes}
      </Fact>
      <Typed
        label="二磁道 Track 2"
        name="刷这张卡 Swipe this track"
        pattern="[0-9=]{1,37}"
        onTyped={(track2) => run({ do: 'swipeTrack', track2 })}
      />
    </Part>
  );
}

export function BarcodeScannerParts({ terminal, run }: DeviceProps) {
  const { shown, looking } = terminal.scanner;
  return (
    <Part zh="现状" en="now">
      <Fact zh="窗前" en="before it">
        {shown === undefined ? '没有码 no code' : <code>{shown}</code>}
        {looking && ' · 正在找码 looking…'}
      </Fact>
      <Typed
        label="码的内容 What the code says"
        name="出示这个码 Show this code"
        onTyped={(text) => run({ do: 'showText', text })}
      />
    </Part>
  );
}
