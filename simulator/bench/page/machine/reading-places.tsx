/** The places something is shown to: cards laid down, put in or drawn through, codes held before the window. */
import type { BenchPerson } from '../../../rehearsal/device-views.ts';
import type { TerminalView } from '../../message.ts';
import type { Send } from '../panel.tsx';
import { Qr } from '../receipt-printer.tsx';
import { carried, letGoAt } from './carrying.ts';
import { lampOf } from './lamps.ts';
import { Act, Place } from './place.tsx';

interface PlaceOf {
  readonly terminal: TerminalView;
  readonly send: Send;
}
type WithPeople = PlaceOf & { readonly people: readonly BenchPerson[] };

export function IdReader({ terminal, people, send }: WithPeople) {
  const { card, reading } = terminal.reader;
  return (
    <Place
      name="id-reader"
      zh="身份证"
      en="ID card"
      what="身份证阅读区：把一个人的身份证拖到这里，终端读它的芯片。Carry somebody’s ID card here from the wallet; its chip is read."
      lamp={lampOf(terminal, 'idCardReader')}
      doing={reading ? '正在读… reading' : card === undefined ? '空 empty' : '放着 lies there'}
      taking={letGoAt('idReader', send)}
    >
      <div class={reading ? 'pad reading' : 'pad'}>
        <Waves />
        {card !== undefined && (
          <div class="thing id-card">
            <Face />
            <b>{people[card]?.name}</b>
            <Act zh="取走" en="Take the card" onPress={() => send({ do: 'takeCard' })} />
          </div>
        )}
      </div>
    </Place>
  );
}

export function ChipSlot({ terminal, people, send }: WithPeople) {
  const { card, busy } = terminal.chipCardReader;
  const { taken } = terminal.cardDispenser;
  return (
    <Place
      name="chip-slot"
      zh="插卡口"
      en="Chip card"
      what="芯片卡读卡器：把社保卡、就诊卡或刚发的卡拖到这里插入。Carry a social security card, a hospital card or the one just issued here to put it in."
      lamp={lampOf(terminal, 'chipCardReader')}
      doing={busy ? '正在读… reading' : card ? '插着 inside' : '空 empty'}
      taking={letGoAt('chipSlot', send)}
    >
      <div class={busy ? 'slot-way busy' : 'slot-way'}>
        <i class="slot" />
        {card && (
          <div class={`thing chip-card ${card.kind === 'held' ? card.name : card.kind}`}>
            <i class="chip" />
            <b>{cardWords(card, people)}</b>
            <Act zh="取出芯片卡" en="Take it out" onPress={() => send({ do: 'takeChipCard' })} />
          </div>
        )}
      </div>
      <div class="acts">
        <Act
          zh="放入刚发的卡"
          en="The card in hand"
          disabled={!taken || card !== undefined}
          onPress={() => send({ do: 'putIssuedCard' })}
          {...(taken && { thing: carried({ kind: 'issuedCard' }) })}
        />
        <Act
          zh="银行卡"
          en="Bank card"
          disabled={card !== undefined}
          onPress={() => send({ do: 'putBankCard' })}
          thing={carried({ kind: 'bankCard' })}
        />
      </div>
    </Place>
  );
}

function cardWords(card: NonNullable<TerminalView['chipCardReader']['card']>, people: readonly BenchPerson[]): string {
  if (card.kind === 'held') return `${people[card.person]?.name} ${card.name === 'hospital' ? '就诊卡' : '社保卡'}`;
  return card.kind === 'issued' ? '刚发的卡 issued' : '银行卡 bank';
}

export function StripeSlit({ terminal, send }: PlaceOf) {
  const { swipes } = terminal.magneticCardReader;
  return (
    <Place
      name="stripe-slit"
      zh="刷卡槽"
      en="Stripe"
      what="磁条槽：就诊卡拖到这里就刷过去。A hospital card carried here is drawn through."
      lamp={lampOf(terminal, 'magneticCardReader')}
      doing={`刷过 ${swipes} 次 swiped`}
      taking={letGoAt('stripeSlit', send)}
    >
      <div class="slit-way">
        <i key={swipes} class={swipes > 0 ? 'swiped' : ''} />
      </div>
    </Place>
  );
}

export function ScanWindow({ terminal, send }: PlaceOf) {
  const { shown, looking } = terminal.scanner;
  return (
    <Place
      name="scan-window"
      zh="扫码窗"
      en="Scanner"
      what="扫码窗：把手机上的码拖到窗前；亮灯时它在找码。Carry a phone’s code before the window; lit, it is looking for one."
      lamp={lampOf(terminal, 'barcodeScanner')}
      doing={looking ? '亮灯找码… looking' : '灯灭 light off'}
      taking={letGoAt('scanWindow', send)}
    >
      <div class={looking ? 'window looking' : 'window'}>
        {shown !== undefined && (
          <div class="thing phone-code">
            <Qr data={shown} />
            <code title={shown}>{shown}</code>
            <Act zh="收起码" en="Put it away" onPress={() => send({ do: 'hideCode' })} />
          </div>
        )}
      </div>
    </Place>
  );
}

function Waves() {
  return (
    <svg class="waves" viewBox="0 0 40 28" aria-hidden="true">
      <path d="M13 24a14 14 0 0 1 0-20m14 0a14 14 0 0 1 0 20m-10-5a7 7 0 0 1 0-10m6 0a7 7 0 0 1 0 10" />
    </svg>
  );
}

function Face() {
  return (
    <svg class="face" viewBox="0 0 20 24" aria-hidden="true">
      <path d="M10 3a5 5 0 1 1 0 10 5 5 0 0 1 0-10zM1 24c0-12 18-12 18 0z" />
    </svg>
  );
}
