import { type Answer, back, cancel, choose, type ScreenOf, type Visiting } from './at-the-terminal.ts';

const goesBack = ({ fate }: Visiting) => fate.strikes('patient.goesBack', 0.04);

type Page = ScreenOf<'chooseDepartment'>['page'];

/** Sometimes another page of a long list, its letters, or all of it again after one of them. */
function turning({ at, of: pages, byInitial }: Page, { fate }: Visiting): Answer | undefined {
  if (byInitial && fate.draw('patient.looksForLetter') < 0.1) {
    return byInitial.letter === undefined ? { kind: 'initials' } : back;
  }
  if (pages === 1 || fate.draw('patient.turnsPage') >= 0.25) return undefined;
  return { kind: at < pages ? 'nextPage' : 'previousPage' };
}

/** One of the letters, or none after all. */
export function chooseInitial({ letters }: ScreenOf<'chooseInitial'>, { fate }: Visiting): Answer {
  const letter = fate.pick('patient.letter', letters);
  return letter === undefined || fate.draw('patient.findsNoLetter') < 0.1 ? back : choose(letter);
}

/** A tile of a list; on a page without one that can be tapped, another page or back. */
export function chooseOne({ what, choices, page }: ScreenOf<'chooseOne'>, it: Visiting): Answer {
  const { fate, visitor } = it;
  if (what !== 'record' && goesBack(it)) return back;
  const closed = choices.find(({ open }) => !open);
  if (closed && fate.strikes('patient.tapsClosed', 0.1)) return choose(closed.id);
  const open = choices.filter((choice) => choice.open);
  const chosen = fate.pick(`patient.${what}`, open);
  if (chosen) return turning(page, it) ?? choose(chosen.id);
  if (page.at < page.of) return { kind: 'nextPage' };
  if (page.byInitial?.letter !== undefined) return back;
  return visitor.errand === 'records' ? back : cancel;
}

/** Taps tiles on and off, reads a report, goes on with what is chosen. */
export function chooseSome({ choices, chosen, page }: ScreenOf<'chooseSome'>, it: Visiting): Answer {
  const { fate } = it;
  if (goesBack(it)) return back;
  const turn = turning(page, it);
  if (turn) return turn;
  const readable = choices.filter((choice) => choice.readable);
  const reading = fate.draw('patient.reads') < 0.2 ? fate.pick('patient.reading', readable) : undefined;
  if (reading) return choose(`read:${reading.id}`);
  const closed = choices.find(({ open }) => !open);
  if (closed && fate.strikes('patient.tapsClosed', 0.1)) return choose(closed.id);
  const open = choices.filter((choice) => choice.open);
  const more = chosen.length === 0 || fate.draw('patient.choosesMore') < 0.3;
  const tile = more ? fate.pick('patient.tile', open) : undefined;
  if (tile) return choose(tile.id);
  return chosen.length > 0 ? { kind: 'confirm' } : back;
}

export function chooseDepartment({ departments, page }: ScreenOf<'chooseDepartment'>, it: Visiting): Answer {
  const turn = turning(page, it);
  if (turn) return turn;
  const department = it.fate.pick('patient.department', departments);
  return department ? choose(department.id) : cancel;
}

export function chooseDoctor({ doctors, page }: ScreenOf<'chooseDoctor'>, it: Visiting): Answer {
  if (goesBack(it)) return back;
  const doctor = it.fate.pick('patient.doctor', doctors);
  return turning(page, it) ?? (doctor ? choose(doctor.id) : back);
}

export function choosePeriod({ periods, page }: ScreenOf<'choosePeriod'>, it: Visiting): Answer {
  if (goesBack(it)) return back;
  const free = it.fate.pick(
    'patient.period',
    periods.filter(({ left }) => left > 0),
  );
  if (free) return choose(free.id);
  return page.at < page.of ? { kind: 'nextPage' } : back;
}

/** Answers a summary: mostly with one of what it offers. */
export function answerReview({ options }: ScreenOf<'review'>, it: Visiting): Answer {
  if (goesBack(it)) return back;
  const option = it.fate.pick('patient.option', options);
  return option ? choose(option) : back;
}

/** Reads page by page, forth more than back, and has read enough at some time. */
export function readPages(
  { page }: { readonly page: { readonly at: number; readonly of: number } },
  it: Visiting,
): Answer {
  const draw = it.fate.draw('patient.readsOn');
  if (draw < 0.6 && page.at < page.of) return { kind: 'nextPage' };
  if (draw < 0.7 && page.at > 1) return { kind: 'previousPage' };
  return draw < 0.95 ? back : cancel;
}
