import type { ScreenName, Shown, Tap } from '../terminal/screen.ts';
import { Frame } from './frame/frame.tsx';
import { OneMoment } from './frame/one-moment.tsx';
import { StillThere } from './frame/still-there.tsx';
import { attract } from './screens/attract.tsx';
import { chooseDepartment } from './screens/choose-department.tsx';
import { chooseDoctor } from './screens/choose-doctor.tsx';
import { chooseOne } from './screens/choose-one.tsx';
import { choosePeriod } from './screens/choose-period.tsx';
import { chooseSome } from './screens/choose-some.tsx';
import { confirmAppointment } from './screens/confirm-appointment.tsx';
import { confirming } from './screens/confirming.tsx';
import { enterNumber } from './screens/enter-number.tsx';
import { farewell } from './screens/farewell.tsx';
import { menu } from './screens/menu.tsx';
import { outOfService } from './screens/out-of-service.tsx';
import { pay } from './screens/pay.tsx';
import { presentCredential } from './screens/present-credential.tsx';
import { prices } from './screens/prices.tsx';
import { printing } from './screens/printing.tsx';
import { readReport } from './screens/read-report.tsx';
import { readingCard } from './screens/reading-card.tsx';
import { review } from './screens/review.tsx';
import { starting } from './screens/starting.tsx';
import { takeCard } from './screens/take-card.tsx';
import { technician } from './screens/technician.tsx';
import { trouble } from './screens/trouble.tsx';
import { working } from './screens/working.tsx';
import { catalogues } from './texts/language.ts';
import type { Draw, Stage } from './view.ts';

const screens: { readonly [Name in ScreenName]: Draw<Name> } = {
  starting,
  attract,
  outOfService,
  menu,
  presentCredential,
  readingCard,
  enterNumber,
  chooseOne,
  chooseSome,
  chooseDepartment,
  chooseDoctor,
  choosePeriod,
  confirmAppointment,
  review,
  prices,
  readReport,
  working,
  pay,
  confirming,
  takeCard,
  printing,
  farewell,
  trouble,
  technician,
};

export interface AppProps {
  readonly shown: Shown;
  /** The terminal cannot be heard at present: the last screen stays, and cannot be touched. */
  readonly lost: boolean;
  readonly tap: (tap: Tap) => void;
}

/** The whole page, a pure function of what the terminal shows. */
export function App({ shown, lost, tap }: AppProps) {
  const { screen, surround } = shown;
  const { language, warning } = surround;
  const stage: Stage = { surround, language, words: catalogues[language], say: (text) => text[language], tap };
  // A screen's name and its drawing belong together; the compiler cannot follow that through a union.
  const draw = screens[screen.name] as Draw<ScreenName>;
  const covered = lost || warning !== undefined;
  return (
    <div class="page" data-screen={screen.name} data-revision={shown.revision}>
      <Frame name={screen.name} view={draw(screen, stage)} stage={stage} covered={covered} />
      {warning && !lost && <StillThere secondsLeft={warning.secondsLeft} stage={stage} />}
      {lost && <OneMoment words={stage.words} />}
    </div>
  );
}
