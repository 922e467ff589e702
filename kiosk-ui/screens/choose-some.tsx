import { ChoiceRows } from '../parts/choice-rows.tsx';
import { Money } from '../parts/money.tsx';
import { Pager } from '../parts/pager.tsx';
import type { Draw } from '../view.ts';
import './lists.css';

/** Tapped on and off; what the chosen come to stands beside the button that goes on with them. */
export const chooseSome: Draw<'chooseSome'> = ({ what, patient, choices, chosen, sum, page }, stage) => {
  const { words } = stage;
  const { sentence, goOn } = words.chooseSome[what];
  return {
    part: what,
    sentence,
    hint: words.greeting(patient),
    back: true,
    end: 'endVisit',
    body: (
      <>
        <ChoiceRows choices={choices} chosen={chosen} stage={stage} />
        <Pager page={page} stage={stage} />
        <p class="chosen-sum" role="status">
          <span>{words.chosen(chosen.length)}</span>{' '}
          <b>{what === 'reports' ? words.sheets(sum) : <Money fen={sum} words={words} exact />}</b>
        </p>
      </>
    ),
    action: {
      label: chosen.length > 0 ? goOn : words.chooseFirst,
      tap: { kind: 'confirm' },
      closed: chosen.length === 0,
    },
  };
};
