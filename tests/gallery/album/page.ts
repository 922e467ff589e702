/** The page to leaf through the gallery's pictures: one file beside them, to be opened from a folder. */
import type { ScreenName } from '../../../terminal/screen.ts';
import type { Drawn } from '../pictures.ts';

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (mark) => marks[mark] ?? '');

const axes = ['language', 'look', 'glass'] as const;
type Axis = (typeof axes)[number];

const valuesOf = (drawn: readonly Drawn[], axis: Axis): string[] => [...new Set(drawn.map((it) => it[axis]))];

/** One choice a value; the first is taken, so that each screen is seen once at first. */
const choice = (axis: Axis, values: readonly string[]) => `
  <fieldset>
    <legend>${axis}</legend>
    ${values
      .map((value, at) => {
        const name = escaped(value);
        const box = `<input type="checkbox" name="${axis}" value="${name}"${at === 0 ? ' checked' : ''}>`;
        return `<label>${box}${name}</label>`;
      })
      .join('')}
  </fieldset>`;

const picture = ({ scene, language, look, glass, file, flaws }: Drawn) => `
  <a class="picture" href="${escaped(encodeURIComponent(file))}" data-scene="${escaped(scene.title)}"
    data-language="${language}" data-look="${look}" data-glass="${glass}" data-flaws="${escaped(flaws.join('\n'))}">
    <img src="${escaped(encodeURIComponent(file))}" alt="" loading="lazy">
    <span class="title">${escaped(scene.title)}</span>
    <span class="variant">${language} · ${look} · ${glass}</span>
    ${flaws.length > 0 ? `<span class="flaws">${flaws.length}</span>` : ''}
  </a>`;

function byScreen(drawn: readonly Drawn[]): Map<ScreenName, Drawn[]> {
  const groups = new Map<ScreenName, Drawn[]>();
  for (const it of drawn) {
    const { name } = it.scene.shownIn(it.language).screen;
    groups.set(name, [...(groups.get(name) ?? []), it]);
  }
  return groups;
}

/** By scene, so that what is chosen together stands together: the pictures were drawn glass by glass. */
function ofScreen([name, drawn]: readonly [ScreenName, readonly Drawn[]]): string {
  const scenes = [...new Set(drawn.map(({ scene }) => scene.title))];
  const ordered = scenes.flatMap((title) => drawn.filter(({ scene }) => scene.title === title));
  return `
<section>
  <h2>${escaped(name)}</h2>
  <div class="pictures">${ordered.map(picture).join('')}</div>
</section>`;
}

export interface Dress {
  readonly style: string | undefined;
  readonly script: string | undefined;
}

export function albumPage(drawn: readonly Drawn[], { style = '', script = '' }: Dress): string {
  const screens = new Set(drawn.map(({ scene }) => scene.title)).size;
  const found = drawn.reduce((sum, { flaws }) => sum + flaws.length, 0);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gallery</title>
<style>
${style}
</style>
<header>
  <h1>Gallery</h1>
  <p>${screens} recorded screens · ${drawn.length} pictures · ${found} flaws</p>
  <form id="choice">
    ${axes.map((axis) => choice(axis, valuesOf(drawn, axis))).join('')}
    <label><input type="checkbox" name="flawed">with flaws only</label>
  </form>
</header>
<main>
${[...byScreen(drawn)].map(ofScreen).join('')}
</main>
<dialog id="leaf">
  <figure>
    <a id="large"><img id="shown" alt=""></a>
    <div id="beside"></div>
  </figure>
  <aside>
    <h2 id="name"></h2>
    <p id="which"></p>
    <ul id="wrong"></ul>
    <div id="others"></div>
    <p class="keys"><kbd>←</kbd> <kbd>→</kbd> leaf <kbd>↑</kbd> <kbd>↓</kbd> variants <kbd>S</kbd> side by side <kbd>Esc</kbd> back</p>
    <form method="dialog">
      <button type="button" data-step="-1">← Previous</button>
      <button type="button" data-step="1" autofocus>Next →</button>
      <button type="button" id="side">Side by side</button>
      <button>Back</button>
    </form>
  </aside>
</dialog>
<script>
${script}
</script>
</html>
`;
}
