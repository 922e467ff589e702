import type { TerminalNow } from '../../api/shapes.ts';
import { unitName, useReading } from '../reader.ts';
import { unitView } from '../route.ts';
import { lasting, moment } from '../words/format.ts';
import { useLanguage, useWords } from '../words/use-words.ts';
import { Link } from './link.tsx';
import { useNow } from './now.ts';
import { TerminalState } from './terminal-state.tsx';

/** Where a terminal stands, and when it was last heard. */
export const TerminalFacts = ({ terminal }: { readonly terminal: TerminalNow }) => {
  const words = useWords();
  const language = useLanguage();
  const reading = useReading();
  const { zone } = reading.me;
  const now = useNow();
  const { heardAt, unit, ward, place, enrolment, state } = terminal;
  return (
    <dl class="facts">
      <div>
        <dt>{words.terminal.state}</dt>
        <dd>
          <TerminalState terminal={terminal} />
        </dd>
      </div>
      <div>
        <dt>{words.terminal.unit}</dt>
        <dd>
          <Link to={unitView(unit)}>{unitName(reading, unit, language)}</Link>
        </dd>
      </div>
      <div>
        <dt>{words.terminal.ward}</dt>
        <dd>{ward || '–'}</dd>
      </div>
      <div>
        <dt>{words.terminal.place}</dt>
        <dd>{place[language] || place.zh || '–'}</dd>
      </div>
      <div>
        <dt>{words.terminal.heard}</dt>
        <dd title={heardAt === null ? undefined : moment(words, heardAt, zone)}>
          {heardAt === null ? words.terminal.never : words.terminal.ago(lasting(words, Math.max(0, now - heardAt)))}
        </dd>
      </div>
      <div>
        <dt>{words.terminal.key}</dt>
        <dd>{words.terminal.enrolment[enrolment]}</dd>
      </div>
      {state && (
        <div>
          <dt>{words.terminal.version}</dt>
          <dd>{state.version}</dd>
        </div>
      )}
    </dl>
  );
};
