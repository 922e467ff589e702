import './wallet.css';
import { useState } from 'preact/hooks';
import type { CodeKind } from '../../../seeds/city.ts';
import type { BenchPerson, BenchView } from '../../rehearsal/device-views.ts';
import { carried } from './machine/carrying.ts';
import { put, type TakingPlace, type Thing } from './machine/things.ts';
import { Hand, Panel, type Send } from './panel.tsx';

interface WalletProps {
  readonly people: readonly BenchPerson[];
  readonly reader: BenchView['reader'];
  readonly chipCardReader: BenchView['chipCardReader'];
  readonly send: Send;
}

/** Everybody's cards and codes, each a touch away from its device, or to be carried there. */
export function Wallet({ people, reader, chipCardReader, send }: WalletProps) {
  const [sought, seek] = useState('');
  const [chosen, choose] = useState<number>();
  const found = people.flatMap((person, index) => (isFound(person, sought) ? [{ person, index }] : []));
  return (
    <Panel id="wallet" zh="钱包" en="A press brings a thing to its place">
      <input
        type="search"
        class="seek"
        aria-label="找人 Find somebody"
        placeholder="名字，或来试什么 Name, or what they are there to try"
        value={sought}
        onInput={({ currentTarget }) => seek(currentTarget.value)}
      />
      <div class="everybody">
        {found.map(({ person, index }) => (
          <Person
            key={person.name}
            person={person}
            index={index}
            chosen={index === chosen}
            choose={(isChosen) => choose(isChosen ? index : undefined)}
            idCardLies={reader.card === index}
            inChipCardReader={chipCardReader.card}
            send={send}
          />
        ))}
        {found.length === 0 && <p class="state">没有这样的人 Nobody like that</p>}
      </div>
    </Panel>
  );
}

function isFound({ name, about, aboutZh }: BenchPerson, sought: string): boolean {
  const wanted = sought.trim().toLowerCase();
  return [name, about, aboutZh].some((it) => it.toLowerCase().includes(wanted));
}

/** The column and a word for the row, and the whole name. */
const codeWords: Readonly<Record<CodeKind, readonly [at: number, short: string, whole: string]>> = {
  eHealthCard: [4, '健码', '健康卡码 E-health'],
  eVoucher: [5, '医保', '医保码 E-voucher'],
  virtualCard: [6, '虚拟', '虚拟卡码 Virtual'],
};

interface PersonProps {
  readonly person: BenchPerson;
  readonly index: number;
  /** Shown with all that is known and can be done. */
  readonly chosen: boolean;
  readonly choose: (chosen: boolean) => void;
  readonly idCardLies: boolean;
  readonly inChipCardReader: BenchView['chipCardReader']['card'];
  readonly send: Send;
}

/** A group by the person's name: the ID card's button alone has the name in its own. */
function Person({ person, index, chosen, choose, idCardLies, inChipCardReader: inReader, send }: PersonProps) {
  const lies = (name: 'socialSecurity' | 'hospital') =>
    inReader?.kind === 'held' && inReader.person === index && inReader.name === name;
  const bringTo = (place: TakingPlace, thing: Thing) => ({
    onClick() {
      choose(true);
      for (const command of put(place, thing)) send(command);
    },
    ...carried(thing),
  });
  const words = { open: chosen };
  return (
    <fieldset class={chosen ? 'person chosen' : 'person'} aria-label={person.name}>
      <button
        type="button"
        class="name"
        aria-pressed={idCardLies}
        title="身份证：按一下就放到读卡区 ID card: a press lays it on the reader"
        {...bringTo('idReader', { kind: 'idCard', person: index })}
      >
        {person.name}
      </button>
      <button type="button" class="about" aria-expanded={chosen} title={person.about} onClick={() => choose(!chosen)}>
        {person.aboutZh} <small>{person.about}</small>
      </button>
      <div class="things">
        {person.socialSecurityCard && (
          <Carried
            {...words}
            at={1}
            short="社保"
            whole="社保卡 Social security"
            pressed={lies('socialSecurity')}
            acts={bringTo('chipSlot', { kind: 'socialSecurityCard', person: index })}
          />
        )}
        {person.hospitalCard && (
          <>
            <Carried
              {...words}
              at={2}
              short="就诊"
              whole="就诊卡 Hospital card"
              pressed={lies('hospital')}
              acts={bringTo('chipSlot', { kind: 'hospitalCard', person: index })}
            />
            <Carried
              {...words}
              at={3}
              short="刷卡"
              whole="刷就诊卡 Swipe"
              acts={bringTo('stripeSlit', { kind: 'hospitalCard', person: index })}
            />
          </>
        )}
        {person.codes.map((code) => {
          const [at, short, whole] = codeWords[code];
          const acts = bringTo('scanWindow', { kind: 'code', person: index, code });
          return <Carried key={code} {...words} at={at} short={short} whole={whole} acts={acts} />;
        })}
        {chosen && person.hospitalCard && (
          <Hand name="挂失 Report lost" onPress={() => send({ do: 'reportCardLost', person: index })} />
        )}
      </div>
    </fieldset>
  );
}

function Carried(props: {
  /** Which column of the row. */
  readonly at: number;
  readonly open: boolean;
  readonly short: string;
  readonly whole: string;
  readonly pressed?: boolean;
  readonly acts: object;
}) {
  const { at, open, short, whole, pressed, acts } = props;
  return (
    <button type="button" class={`carried at-${at}`} aria-label={whole} aria-pressed={pressed} title={whole} {...acts}>
      {open ? whole : short}
    </button>
  );
}
