import { Key } from '../controls.tsx';
import { DeskList, type DeskProps, Row, Told } from './desk-list.tsx';
import { cardWords, reportWords } from './desk-words.ts';

export function PatientList({ desk, run }: DeskProps) {
  return (
    <DeskList label="患者 patients">
      {desk.patients.map(({ recordId, name, idNumber, blocked }) => (
        <Row key={recordId} label={`${name} ${recordId}`} dim={blocked}>
          <b>{name}</b>
          <code>{recordId}</code>
          <code class="quiet">{idNumber}</code>
          {blocked && <Told zh="已冻结" en="blocked" tone="stop" />}
          <span class="keys">
            {blocked ? (
              <Key zh="解冻" en="unblock" onPress={() => run({ do: 'unblockPatient', record: recordId })} />
            ) : (
              <Key zh="冻结" en="block" onPress={() => run({ do: 'blockPatient', record: recordId })} />
            )}
          </span>
        </Row>
      ))}
    </DeskList>
  );
}

export function CardList({ desk, view, run }: DeskProps) {
  /** Whose card of the seeds it is: those made at a terminal come after it, and are nobody's to report here. */
  const holderOf = (name: string, number: string) => {
    const isFirst = desk.cards.find((card) => card.name === name)?.number === number;
    return isFirst ? view.people.findIndex((person) => person.name === name && person.hospitalCard) : -1;
  };
  return (
    <DeskList label="就诊卡 cards">
      {desk.cards.map(({ number, name, state }) => {
        const person = holderOf(name, number);
        return (
          <Row key={number} label={`${name} ${number}`} dim={state === 'lost'}>
            <b>{name}</b>
            <code>{number}</code>
            <Told {...cardWords[state]} tone={state === 'lost' ? 'stop' : ''} />
            {state !== 'lost' && person >= 0 && (
              <span class="keys">
                <Key zh="挂失" en="report lost" onPress={() => run({ do: 'reportCardLost', person })} />
              </span>
            )}
          </Row>
        );
      })}
    </DeskList>
  );
}

export function ReportList({ desk }: DeskProps) {
  return (
    <DeskList label="检查报告 reports">
      {desk.reports.map(({ reportId, name, title, day, pages, pagesDelivered, state }) => (
        <Row key={reportId} label={`${name} ${reportId}`}>
          <b>{name}</b>
          <span class="wide" title={title.en}>
            {title.zh}
          </span>
          <code class="quiet">
            {day.slice(5)} {reportId}
          </code>
          <span class="quiet">
            {pagesDelivered}/{pages} 页
          </span>
          <Told {...reportWords[state]} tone={state === 'ready' ? 'good' : state === 'withheld' ? 'stop' : ''} />
        </Row>
      ))}
    </DeskList>
  );
}
