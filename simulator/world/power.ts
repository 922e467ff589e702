import type { ScreenName } from '../../terminal/screen.ts';
import type { Fate } from './fate.ts';
import type { CutAtWrite } from './mortal.ts';
import type { CrashKind } from './reached.ts';

/** Screens on which money, a card or a paper is under way. */
const underWay: ReadonlySet<ScreenName> = new Set(['working', 'pay', 'confirming', 'takeCard', 'printing']);

/** Rare screens, or soon gone: the power goes there more often than at others, so that it goes there at all. */
const fleeting: ReadonlySet<ScreenName> = new Set([
  'outOfService',
  'readingCard',
  'chooseDepartment',
  'chooseSome',
  'chooseDoctor',
  'choosePeriod',
  'chooseInitial',
  'confirmAppointment',
  'prices',
  'readReport',
  'takeCard',
  'technician',
]);

/** How likely it is that the power goes at a look at a screen. */
const likelihoodAt = (screen: ScreenName) => (fleeting.has(screen) ? 0.08 : underWay.has(screen) ? 0.015 : 0.003);

/** In this time from the beginning of a session, or of a start, the power goes if it goes at any time. */
const inSession = 120_000;
const inStart = 5000;
/** Soon after a look at a screen. */
const afterLook = 3000;

/** Plans when the power of one terminal goes. */
export interface Power {
  /** For a session that begins. Returns how to take back what has not happened. */
  planSession(): () => void;
  /** For a start after a cut. Returns the same. */
  planStart(): () => void;
  /** Somebody looks at a screen: the power may go soon after. */
  look(screen: ScreenName): void;
  /** Asked at every journal write. */
  atWrite(): CutAtWrite | undefined;
}

export interface PowerPorts {
  readonly fate: Fate;
  /** Runs a task so many milliseconds from now. Returns how to take it back. */
  readonly after: (delay: number, task: () => void) => () => void;
  /** The power goes now; or, where it goes with a write, is about to. */
  readonly cut: (kind: CrashKind) => void;
  readonly going: (kind: CrashKind) => void;
}

export function createPower({ fate, after, cut, going }: PowerPorts): Power {
  let planned: CutAtWrite | undefined;
  let kind: CrashKind | undefined;
  let writesUntil = 0;

  /** At one of the next journal writes, the record being on the disk by then or not. */
  function planWrite(within: number, whileRecovering: boolean): void {
    writesUntil = Math.floor(within * fate.draw('power.atWrite'));
    planned = fate.draw('power.beforeOrAfter') < 0.5 ? 'before' : 'after';
    kind = whileRecovering ? 'recovering' : `${planned}Write`;
  }

  return {
    planSession() {
      const keep = fate.strikes('power.cutAtAnyTime', 0.1)
        ? after(inSession * fate.draw('power.when'), () => cut('anyTime'))
        : () => {};
      if (fate.strikes('power.cutAtJournal', 0.2)) planWrite(fate.draw('power.soon') < 0.3 ? 4 : 40, false);
      return () => {
        keep();
        planned = undefined;
      };
    },
    planStart() {
      let keep = () => {};
      if (fate.strikes('power.cutWhileRecovering', 0.3)) {
        if (fate.draw('power.atWriteOrTime') < 0.6) planWrite(5, true);
        else keep = after(inStart * fate.draw('power.when'), () => cut('recovering'));
      }
      return () => {
        keep();
        planned = undefined;
      };
    },
    look(screen) {
      if (!fate.strikes('power.cutAtScreen', likelihoodAt(screen))) return;
      if (fate.draw('power.atWriteOrTime') < 0.4) planWrite(1.5, false);
      else after(afterLook * fate.draw('power.afterLook') ** 2, () => cut('anyTime'));
    },
    atWrite() {
      if (!planned || !kind || writesUntil-- > 0) return undefined;
      const now = planned;
      planned = undefined;
      going(kind);
      return now;
    },
  };
}
