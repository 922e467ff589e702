import { Keyboard } from 'lucide-preact';
import type { Way } from '../../terminal/screen/words.ts';
import { Machine } from '../pictures/machine.tsx';
import type { MachinePlace } from '../pictures/machine-parts.tsx';
import { MachinePlaces } from '../pictures/machine-places.tsx';
import type { Draw } from '../view.ts';
import './present-credential.css';

/** Where each is shown to this machine; those that are typed have no place. */
const placeOf = {
  idCard: 'idReader',
  hospitalCard: 'cardSlot',
  socialSecurityCard: 'cardSlot',
  code: 'window',
  typedId: undefined,
  booking: undefined,
} as const satisfies Record<Way, MachinePlace | undefined>;

/** Where to put what: the ID card alone in one large picture, several ways numbered in it and named below. */
export const presentCredential: Draw<'presentCredential'> = ({ whose, ways, again }, { words, tap }) => {
  const shown = ways.filter((way) => placeOf[way] !== undefined);
  const typed = ways.filter((way) => placeOf[way] === undefined);
  const places = [...new Set(shown.flatMap((way) => placeOf[way] ?? []))];
  const idCardOnly = shown.length === 1 && shown[0] === 'idCard';
  const place = idCardOnly ? words.idCardPlace : words.oneOfThese;
  return {
    part: whose,
    sentence: words.present[whose][idCardOnly ? 'idCard' : 'several'],
    hint: again ? words.again[again] : whose === 'guardian' ? words.guardianHint : place,
    hintMatters: again !== undefined,
    back: true,
    end: 'endVisit',
    body: (
      <>
        {idCardOnly && <Machine act="placeCard" label={words.places.idReader} />}
        {!idCardOnly && places.length > 0 && (
          <section class="places">
            <MachinePlaces places={places} />
            <ol class="place-names">
              {places.map((place, at) => {
                const here = shown.filter((way) => placeOf[way] === place);
                return (
                  <li key={place}>
                    <b class="place-number">{at + 1}</b>
                    <div>
                      {here.map((way) => (
                        <p key={way} class="place-name">
                          {words.ways[way].name}
                        </p>
                      ))}
                      {here[0] && <p class="place-how">{words.ways[here[0]].how}</p>}
                    </div>
                  </li>
                );
              })}
            </ol>
          </section>
        )}
        {typed.length > 0 && (
          <div class="typed-ways">
            {typed.map((way) => (
              <button key={way} type="button" class="typed-way" onClick={() => tap({ kind: 'choose', id: way })}>
                <Keyboard class="icon" />
                <span class="typed-way-name">{words.ways[way].name}</span>
                <span class="typed-way-how">{words.ways[way].how}</span>
              </button>
            ))}
          </div>
        )}
      </>
    ),
  };
};
