import type { Catalogue } from '../texts/catalogue.ts';
import './slow-line.css';

/**
 * Something is going on: a line that grows ever more slowly and never comes round again. After some seconds a second
 * line says that it takes longer than usual; until then nobody sees or hears it, and its place is kept.
 */
export function SlowLine({ words }: { readonly words: Catalogue }) {
  return (
    <div class="slow">
      <div class="slow-line" aria-hidden="true" />
      <p class="slow-words" role="status">
        {words.longer}
      </p>
    </div>
  );
}
