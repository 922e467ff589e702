import { ChoiceRows } from '../parts/choice-rows.tsx';
import { Pager } from '../parts/pager.tsx';
import type { Draw } from '../view.ts';
import './lists.css';

export const chooseOne: Draw<'chooseOne'> = ({ what, patient, choices, page }, stage) => {
  const { words } = stage;
  return {
    part: what,
    sentence: words.chooseOne[what],
    ...(patient !== undefined && { hint: words.greeting(patient) }),
    back: true,
    end: 'endVisit',
    body: (
      <>
        <ChoiceRows choices={choices} stage={stage} layout={what === 'day' ? 'tiles' : 'rows'} />
        <Pager page={page} stage={stage} />
      </>
    ),
  };
};
