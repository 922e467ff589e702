import { CircleCheckBig, Info, Megaphone, Pointer } from 'lucide-preact';
import type { Tap } from '../../terminal/screen.ts';
import { ClinicHours } from '../parts/clinic-hours.tsx';
import { ErrandIcon } from '../parts/errand-icon.tsx';
import { catalogues, otherLanguage } from '../texts/language.ts';
import type { Draw } from '../view.ts';
import './attract.css';

const begin: Tap = { kind: 'begin' };

/** The welcome, to be read from three metres: whose machine, when the clinic is open, what works now, how to begin. */
export const attract: Draw<'attract'> = (
  { errands, hours, announcements },
  { words, say, surround, language, tap },
) => {
  const open = errands.filter((tile) => tile.open);
  const closed = errands.filter((tile) => !tile.open);
  const other = catalogues[otherLanguage[language]];
  return {
    sentence: say(surround.hospital),
    hint: words.selfService,
    serviceDoor: open.length > 0 ? { touched: begin } : {},
    body: (
      <>
        {hours && <ClinicHours hours={hours} words={words} />}
        <section class="board">
          {open.length > 0 && (
            <>
              <h2 class="board-title">{words.availableNow}</h2>
              <ul class="board-open">
                {open.map(({ errand, note }) => (
                  <li key={errand}>
                    <ErrandIcon errand={errand} />
                    <b>{words.errands[errand].name}</b>
                    {note ? (
                      <span class="board-state board-note">
                        <Info class="icon" />
                        {words.notes[note]}
                      </span>
                    ) : (
                      <span class="board-state">
                        <CircleCheckBig class="icon" />
                        {words.open}
                      </span>
                    )}
                  </li>
                ))}
              </ul>
            </>
          )}
          {closed.length > 0 && (
            <ul class="board-closed">
              {closed.map(({ errand, why }) => (
                <li key={errand}>
                  <ErrandIcon errand={errand} />
                  <span>{words.errands[errand].name}</span>
                  <span class="board-state">
                    <Info class="icon" />
                    {words.closed[why]}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </section>
        {announcements.length > 0 && (
          <ul class="announcements">
            {announcements.map((text) => (
              <li key={text.zh}>
                <Megaphone class="icon" />
                <span>{say(text)}</span>
              </li>
            ))}
          </ul>
        )}
        {open.length > 0 ? (
          <button type="button" class="begin" onClick={() => tap(begin)}>
            <Pointer class="begin-hand" />
            <span class="begin-words">{words.begin}</span>
            <span class="begin-other" lang={other.locale}>
              {other.begin}
            </span>
          </button>
        ) : (
          <p class="begin begin-not">
            <span class="begin-words">{words.sentences.outOfService}</span>
            <span class="begin-other">{words.atTheWindow}</span>
          </p>
        )}
      </>
    ),
  };
};
