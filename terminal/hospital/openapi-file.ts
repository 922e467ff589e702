import { openApi } from './openapi.ts';

/** Where the published document lies, from the project's root. */
export const openApiFile = 'docs/hospital-contract.openapi.json';

/** The text of the published document, laid out as the project's formatter would. */
export const openApiText = (): string => `${shortLists(JSON.stringify(openApi(), null, 2))}\n`;

/** Lists of words on one line where they fit in 120 columns. */
export const shortLists = (json: string) =>
  json.replace(/^(.*)\[\n\s+((?:"[^"\n]*",?\n\s+)+)\](,?)/gm, (all, before: string, items: string, comma: string) => {
    const line = `${before}[${items.trim().replace(/,\n\s+/g, ', ')}]${comma}`;
    return line.length <= 120 ? line : all;
  });
