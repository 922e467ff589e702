/** `docs/log-events.md`, from the catalogue. */
import { type LogKind, logCatalogue } from './log-catalogue.ts';

/** Where the page lies, from the project's root. */
export const logPageFile = 'docs/log-events.md';

const head = `# What a terminal logs

One line of JSON an event, on standard output, which systemd keeps: \`journalctl -u hospital-kiosk-terminal\`. Every line
has \`time\`, \`level\`, \`terminal\` (its name), \`version\` and \`event\`, and beside them the fields named here. There are no
other kinds and no other fields, and none is made of what a patient showed or typed, or of what the hospital said of one. Whoever
adds one adds its row to \`terminal/log-catalogue.ts\`, from which \`npm run terminal-docs\` makes this page.

\`\`\`
journalctl -u hospital-kiosk-terminal -o cat --since today
\`\`\`

| event | level | meaning | fields | what to do |
|---|---|---|---|---|
`;

const cell = (text: string) => text.replaceAll('|', '\\|');

export function logPageText(): string {
  const rows = Object.entries<LogKind>(logCatalogue).map(([event, { level, meaning, remedy, fields }]) => {
    const carried = Object.entries(fields).map(([field, about]) => `\`${field}\`: ${about}`);
    return `| \`${event}\` | ${level} | ${cell(meaning)} | ${cell(carried.join('; '))} | ${cell(remedy ?? '')} |\n`;
  });
  return head + rows.join('');
}
