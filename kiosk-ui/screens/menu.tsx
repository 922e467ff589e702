import { Info } from 'lucide-preact';
import { ErrandIcon } from '../parts/errand-icon.tsx';
import type { Draw } from '../view.ts';
import './menu.css';

export const menu: Draw<'menu'> = ({ errands }, { words, tap }) => ({
  sentence: words.sentences.menu,
  back: true,
  end: 'endVisit',
  body: (
    <div class="errands">
      {errands.map((tile) => {
        const { name, about } = words.errands[tile.errand];
        return tile.open ? (
          <button
            key={tile.errand}
            type="button"
            class="errand-tile"
            onClick={() => tap({ kind: 'errand', errand: tile.errand })}
          >
            <ErrandIcon errand={tile.errand} />
            <span class="errand-tile-name">{name}</span>
            <span class="errand-tile-about">{about}</span>
          </button>
        ) : (
          <button key={tile.errand} type="button" class="errand-tile" disabled>
            <ErrandIcon errand={tile.errand} />
            <span class="errand-tile-name">{name}</span>
            <span class="errand-tile-about">
              <Info class="icon" />
              {words.closed[tile.why]}
            </span>
          </button>
        );
      })}
    </div>
  ),
});
