import { Languages, MapPin } from 'lucide-preact';
import { catalogues, languageNames, otherLanguage } from '../texts/language.ts';
import type { Stage, View } from '../view.ts';
import { ServiceDoor } from './service-door.tsx';

interface TopLineProps {
  readonly stage: Stage;
  readonly withHospital: boolean;
  readonly serviceDoor: View['serviceDoor'];
}

/** The quiet line: whose machine this is, where it stands, what time it is, and the other language. */
export function TopLine({ stage, withHospital, serviceDoor }: TopLineProps) {
  const { surround, say, tap } = stage;
  const other = otherLanguage[stage.language];
  const whose = (
    <>
      {withHospital && <p class="hospital">{say(surround.hospital)}</p>}
      <p class="place">
        {!withHospital && <MapPin class="icon" />}
        {say(surround.place)}
      </p>
    </>
  );
  return (
    <header class="top-line">
      {serviceDoor ? (
        <ServiceDoor tap={tap} touched={serviceDoor.touched}>
          {whose}
        </ServiceDoor>
      ) : (
        <div class="whose">{whose}</div>
      )}
      <time class="clock">{surround.time}</time>
      <button type="button" class="language" onClick={() => tap({ kind: 'language', language: other })}>
        <Languages class="icon" />
        <span lang={catalogues[other].locale}>{languageNames[other]}</span>
      </button>
    </header>
  );
}
