/** The configuration's schema as JSON Schema, for editors and for those who write configurations by program. */
import { toJsonSchema } from '@valibot/to-json-schema';
import { TerminalConfig } from './config.ts';
import { shortLists } from './hospital/openapi-file.ts';

/** Where the published schema lies, from the project's root. */
export const schemaFile = 'docs/terminal.schema.json';

/** What only the program can check, such as that an address is one, is not in it. */
export function schemaText(): string {
  const schema = toJsonSchema(TerminalConfig, { errorMode: 'ignore', typeMode: 'input' });
  return `${shortLists(JSON.stringify({ ...schema, title: "A terminal's configuration" }, null, 2))}\n`;
}
