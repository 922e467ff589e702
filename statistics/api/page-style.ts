/** The look of the interface's page: text to be read beside an editor, by day and by night. */
export const pageStyle = `
:root { color-scheme: light dark; --ink: #1b2430; --faint: #5b6673; --paper: #fff; --rule: #d5dbe1; --plate: #f3f6f8; --link: #0b5c8a; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e3e8ee; --faint: #9aa6b3; --paper: #12171d; --rule: #303a45; --plate: #1b222b; --link: #7cc4ef; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 2rem clamp(1rem, 4vw, 3rem) 6rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.6 system-ui, "Noto Sans SC", "Microsoft YaHei", sans-serif; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 1rem; }
h2 { margin: 3rem 0 1rem; padding-bottom: .25rem; border-bottom: 1px solid var(--rule); font-size: 1.25rem; }
h3 { margin: 2.5rem 0 .5rem; font-size: 1.0625rem; }
p { margin: .35rem 0; max-width: 60rem; }
[lang="en"] { color: var(--faint); }
p > [lang="en"], td > [lang="en"] { display: block; font-size: .9em; line-height: 1.4; }
h1 [lang="en"], h2 [lang="en"] { font-size: .7em; font-weight: 400; }
a { color: var(--link); }
a:focus-visible, pre:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
code, pre { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; font-size: .9em; }
pre { overflow-x: auto; margin: .75rem 0; padding: .75rem 1rem; border-radius: 6px; background: var(--plate); line-height: 1.5; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 1.5rem 0 0; padding: 0; list-style: none; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .4rem 0; border-top: 1px solid var(--rule); text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { width: 34%; padding-right: 1rem; font-weight: 400; }
b { margin-left: .4rem; color: var(--faint); font-size: .75rem; font-weight: 400; }
.method { display: inline-block; min-width: 3.2em; color: var(--faint); font: 600 .8em ui-monospace, Menlo, Consolas, monospace; }
.try a { display: inline-block; margin-right: 1rem; }
section:target h3 { text-decoration: underline; text-underline-offset: .3em; }
@media (max-width: 40rem) { th, td { display: block; width: auto; } td { border-top: 0; padding-top: 0; } }
`;
