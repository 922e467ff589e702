import type { ScreenName, Shown, Surround, Tap } from '../terminal/screen.ts';
import type { Drawing } from './calm.ts';
import { forStaff } from './for-staff.ts';
import { Frame } from './frame/frame.tsx';
import './frame/live.css';
import { OneMoment } from './frame/one-moment.tsx';
import { StillThere } from './frame/still-there.tsx';
import { attract } from './screens/attract.tsx';
import { chooseDepartment } from './screens/choose-department.tsx';
import { chooseDoctor } from './screens/choose-doctor.tsx';
import { chooseInitial } from './screens/choose-initial.tsx';
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
import type { Catalogue } from './texts/catalogue.ts';
import { catalogues } from './texts/language.ts';
import type { Draw, Stage, Staged } from './view.ts';

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
  chooseInitial,
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

/** What a screen puts on the stage, and how a finger answers. */
export function staged({ screen, surround }: Shown, tap: (tap: Tap) => void): Staged {
  const { language } = surround;
  const stage: Stage = { surround, language, words: catalogues[language], say: (text) => text[language], tap };
  // A screen's name and its drawing belong together; the compiler cannot follow that through a union.
  const draw = screens[screen.name] as Draw<ScreenName>;
  const view = draw(screen, stage);
  return { stage, view, part: view.part === undefined ? screen.name : `${screen.name} ${view.part}` };
}

/** Told to those who hear the page: not each second, but when these are left. */
const worthTelling = [10, 30, 60];

function secondsTold({ secondsLeft, warning }: Surround, words: Catalogue): string {
  const left = warning?.secondsLeft ?? secondsLeft ?? Number.POSITIVE_INFINITY;
  const told = worthTelling.find((seconds) => left <= seconds);
  return told === undefined ? '' : words.voice.seconds(told);
}

export interface AppProps extends Drawing {
  readonly staged: Staged;
  /** What is being said. */
  readonly caption: string | undefined;
}

/** The whole page, a pure function of what the terminal shows. */
export function App({ shown, revision, waiting, lost, staged: { stage, view, part }, caption }: AppProps) {
  const { name } = shown.screen;
  const { surround, words } = stage;
  const { warning } = surround;
  return (
    <div class="page" data-screen={name} data-revision={revision} inert={waiting}>
      <Frame
        name={name}
        part={part}
        view={view}
        stage={stage}
        covered={lost || warning !== undefined}
        caption={caption}
        comforts={!forStaff(shown.screen)}
      />
      {warning && !lost && <StillThere secondsLeft={warning.secondsLeft} stage={stage} />}
      {lost && <OneMoment words={words} />}
      {/* Keyed by screen: what stands there when a screen comes is no news. */}
      <p key={part} class="live" role="status" data-clamped>
        {lost ? `${words.oneMoment}${words.comma}${words.oneMomentHint}` : secondsTold(surround, words)}
      </p>
      {waiting && <div class="waiting" aria-hidden="true" />}
    </div>
  );
}
