import { Info } from 'lucide-preact';
import { ErrandIcon } from '../parts/errand-icon.tsx';
import { Pager } from '../parts/pager.tsx';
import type { Draw } from '../view.ts';
import './menu.css';

export const menu: Draw<'menu'> = ({ errands, page }, stage) => {
  const { words, tap } = stage;
  return {
    sentence: words.sentences.menu,
    back: true,
    end: 'endVisit',
    body: (
      <>
        <div class="errands">
          {errands.map((tile) => {
            const { errand } = tile;
            const { name, about } = words.errands[errand];
            const instead = tile.open ? tile.note && words.notes[tile.note] : words.closed[tile.why];
            return (
              <button
                key={errand}
                type="button"
                class="errand-tile"
                disabled={!tile.open}
                onClick={() => tap({ kind: 'errand', errand })}
              >
                <ErrandIcon errand={errand} />
                <span class="errand-tile-name">{name}</span>
                <span class="errand-tile-about">
                  {instead !== undefined && <Info class="icon" />}
                  {instead ?? about}
                </span>
              </button>
            );
          })}
        </div>
        <Pager page={page} stage={stage} />
      </>
    ),
  };
};
