/** Ink, paper, one accent; figures that line up down a column; rules only where a reader needs one. */
export const stylesheet = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#fbfaf7, #14191a);
  --ink: light-dark(#16272b, #e4e9e7);
  --faint: light-dark(#5c6b6e, #96a4a4);
  --rule: light-dark(#d9dcd6, #303a3b);
  --accent: light-dark(#0b5a5f, #7cc7c4);
  --care: light-dark(#8a4b00, #f0b866);
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2.5rem clamp(1rem, 4vw, 4rem) 4rem; max-width: 140rem;
  background: var(--paper); color: var(--ink);
  font: 1rem/1.5 "Noto Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif;
}
[lang="en"] { color: var(--faint); font-size: .8em; font-weight: 400; }
header { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: .5rem 3rem; margin-bottom: 2.5rem; }
h1 { margin: 0; font-size: 1.75rem; font-weight: 650; letter-spacing: .01em; }
nav { display: flex; flex-wrap: wrap; align-items: baseline; gap: 1.25rem; }
nav time { font-size: 1.25rem; font-weight: 600; font-variant-numeric: tabular-nums; }
a { color: var(--accent); text-underline-offset: .2em; }
nav a { text-decoration: none; }
a:hover { text-decoration: underline; }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
main { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .9375rem; font-variant-numeric: tabular-nums lining-nums; }
caption { caption-side: bottom; padding-top: 1rem; text-align: left; color: var(--faint); font-size: .875rem; }
th, td { padding: .6rem .4rem; text-align: right; vertical-align: baseline; white-space: nowrap; }
th:first-child, td:first-child { padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
thead th { padding-block: .3rem; font-size: .875rem; font-weight: 600; vertical-align: bottom; }
thead [lang="en"] { display: block; }
thead .group { text-align: left; }
thead tr:last-child th, thead th[rowspan] { border-bottom: 1.5px solid var(--ink); }
thead tr:last-child th { font-weight: 400; }
thead tr:last-child th:last-child { padding-right: .6rem; }
.first { border-left: 1px solid var(--rule); padding-left: .6rem; }
th:has(+ .first), td:has(+ .first) { padding-right: .6rem; }
tbody tr + tr > * { border-top: 1px solid var(--rule); }
tbody th { font-weight: 600; }
tbody .words [lang="en"] { display: block; line-height: 1.3; }
th[scope="row"], .words { text-align: left; }
tfoot > tr > * { border-top: 1.5px solid var(--ink); font-weight: 700; font-size: 1rem; }
tfoot [lang="en"] { font-size: .75em; }
tr > th:first-child[rowspan], th[scope="row"] { position: sticky; left: 0; background: var(--paper); }
.nought { color: var(--faint); font-weight: 400; }
footer { margin-top: 2rem; color: var(--faint); font-size: .875rem; }
footer p { margin: .5rem 0; }
footer a { margin-left: .75rem; }
#stale { color: var(--care); font-weight: 600; }
`;

/** Fetches the page again and puts the new table in place, unless someone is marking figures in the old one. */
export const refreshScript = `
const refresh = async () => {
  const stale = document.getElementById('stale');
  try {
    const answer = await fetch(location.href, { cache: 'no-store' });
    if (!answer.ok) throw new Error(String(answer.status));
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main');
    // Only what is inside: the table stays scrolled to where it was.
    if (fresh && getSelection().isCollapsed) document.querySelector('main').replaceChildren(...fresh.children);
    stale.hidden = true;
  } catch {
    stale.hidden = false;
  }
};
const again = () => setTimeout(() => refresh().finally(again), 5000);
again();
`;
