import { Money } from '../parts/money.tsx';
import { Pager } from '../parts/pager.tsx';
import { crowdOf } from '../texts/crowd.ts';
import type { Draw } from '../view.ts';
import './tables.css';

/** In larger letters the unit stands under its price, and leaves its column to the names. */
export const prices: Draw<'prices'> = ({ list, prices, page }, stage) => {
  const { words, say, surround } = stage;
  const apart = !surround.modes.elder;
  return {
    part: list,
    sentence: words.prices[list],
    back: true,
    end: 'endVisit',
    body: (
      <>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{words.table.item}</th>
              {apart && <th scope="col">{words.table.unit}</th>}
              <th scope="col" class="number">
                {words.table.price}
              </th>
            </tr>
          </thead>
          <tbody>
            {prices.map(({ title, unit, price }) => (
              <tr key={`${title.zh} ${unit.zh}`}>
                <th scope="row" class={`name-${crowdOf(say(title))}`}>
                  <span data-clamped>{say(title)}</span>
                </th>
                {apart && <td>{say(unit)}</td>}
                <td class="number">
                  <Money fen={price} words={words} exact />
                  {!apart && <span class="price-unit">{say(unit)}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <Pager page={page} stage={stage} />
      </>
    ),
  };
};
