import type { CodeKind } from '../../../seeds/city.ts';
import type { BenchPerson, BenchView } from '../protocol.ts';
import { Hand, notConnected, Panel, type Send, stateOf } from './panel.tsx';

interface WalletProps {
  readonly people: readonly BenchPerson[];
  readonly reader: BenchView['reader'];
  readonly chipCardReader: BenchView['chipCardReader'];
  readonly send: Send;
}

/** Everybody's cards and codes, each a touch away from its device. */
export function Wallet({ people, reader, chipCardReader, send }: WalletProps) {
  const holder = reader.card === undefined ? undefined : people[reader.card];
  const state = stateOf(
    holder ? `读卡区上：${holder.name}` : '读卡区是空的 Nothing on the reader',
    reader.reading && '正在读 reading…',
    notConnected(reader),
  );
  return (
    <Panel id="wallet" zh="身份证" en="ID card reader, and everybody’s cards and codes" state={state}>
      <Hand name="取走 Take the card" disabled={!holder} onPress={() => send({ do: 'takeCard' })} />
      <div class="people">
        {people.map((person, index) => (
          <Person
            key={person.name}
            person={person}
            index={index}
            idCardLies={reader.card === index}
            inChipCardReader={chipCardReader.card}
            send={send}
          />
        ))}
      </div>
    </Panel>
  );
}

const codeWords: Readonly<Record<CodeKind, string>> = {
  eHealthCard: '健康卡码 E-health',
  eVoucher: '医保码 E-voucher',
  virtualCard: '虚拟卡码 Virtual',
};

/** A group by the person's name: the ID card's button alone has the name in its own. */
function Person(props: {
  readonly person: BenchPerson;
  readonly index: number;
  readonly idCardLies: boolean;
  readonly inChipCardReader: BenchView['chipCardReader']['card'];
  readonly send: Send;
}) {
  const { person, index, idCardLies, inChipCardReader: inReader, send } = props;
  const lies = (name: 'socialSecurity' | 'hospital') =>
    inReader?.kind === 'held' && inReader.person === index && inReader.name === name;
  return (
    <fieldset aria-label={person.name}>
      <button type="button" aria-pressed={idCardLies} onClick={() => send({ do: 'putCard', person: index })}>
        <b>{person.name}</b>
        <small>{person.about}</small>
      </button>
      {person.socialSecurityCard && (
        <Hand
          name="社保卡 Social security"
          pressed={lies('socialSecurity')}
          onPress={() => send({ do: 'putChipCard', person: index, card: 'socialSecurity' })}
        />
      )}
      {person.hospitalCard && (
        <>
          <Hand
            name="就诊卡 Hospital card"
            pressed={lies('hospital')}
            onPress={() => send({ do: 'putChipCard', person: index, card: 'hospital' })}
          />
          <Hand name="刷就诊卡 Swipe" onPress={() => send({ do: 'swipeCard', person: index })} />
          <Hand name="挂失 Report lost" onPress={() => send({ do: 'reportCardLost', person: index })} />
        </>
      )}
      {person.codes.map((code) => (
        <Hand key={code} name={codeWords[code]} onPress={() => send({ do: 'showCode', person: index, code })} />
      ))}
    </fieldset>
  );
}
