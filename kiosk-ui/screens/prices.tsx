import { Money } from '../parts/money.tsx';
import { Pager } from '../parts/pager.tsx';
import type { Draw } from '../view.ts';
import './tables.css';

export const prices: Draw<'prices'> = ({ list, prices, page }, stage) => {
  const { words, say } = stage;
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
              <th scope="col">{words.table.unit}</th>
              <th scope="col" class="number">
                {words.table.price}
              </th>
            </tr>
          </thead>
          <tbody>
            {prices.map(({ title, unit, price }) => (
              <tr key={`${title.zh} ${unit.zh}`}>
                <th scope="row">{say(title)}</th>
                <td>{say(unit)}</td>
                <td class="number">
                  <Money fen={price} words={words} exact />
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
