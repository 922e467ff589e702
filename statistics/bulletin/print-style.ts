/** The style of the printed table: black on white on paper, and by the reader's wish dark on a screen. */
export const printStyle = `
:root { color-scheme: light dark; --ink: #17212b; --faint: #5d6b78; --paper: #fff; --line: #a9b6c1; --head: #e8f0f6; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e7edf2; --faint: #9aa9b6; --paper: #10171d; --line: #3c4a56; --head: #1c2831; }
}
* { box-sizing: border-box; }
body { margin: 0; padding: 24px; color: var(--ink); background: var(--paper);
  font: 14px/1.45 "Noto Sans SC Variable", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif; }
main { max-width: 1080px; margin: 0 auto; }
h1 { margin: 0 0 16px; font-size: 20px; text-align: center; }
.sheet { overflow-x: auto; }
.sheet:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 3px 8px; border: 1px solid var(--line); }
thead th { background: var(--head); font-weight: 600; white-space: nowrap; }
tbody th { text-align: left; font-weight: 400; white-space: nowrap; }
tbody th.group { text-align: center; vertical-align: middle; font-weight: 600; }
td { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.nought { color: var(--faint); }
tfoot th, tfoot td { font-weight: 600; border-top: 2px solid var(--ink); }
tfoot th { text-align: center; }
.notes { margin: 12px 0 0; padding: 0; list-style: none; font-size: 12px; color: var(--faint); }
@page { size: A4 portrait; margin: 12mm 10mm; }
@media print {
  :root { --ink: #000; --faint: #555; --paper: #fff; --line: #888; --head: #eee; color-scheme: light; }
  body { padding: 0; font-size: 8pt; line-height: 1.25; }
  h1 { margin-bottom: 8pt; font-size: 13pt; }
  .notes { font-size: 7pt; }
  .sheet { overflow: visible; }
  thead { display: table-header-group; }
  /* A footer would come on every sheet; the total belongs under the last row. */
  tfoot { display: table-row-group; }
  tr { break-inside: avoid; }
  th, td { padding: 1pt 4pt; }
}
`;
