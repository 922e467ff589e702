import type { Bulletin } from './bulletin.ts';
import { bulletinCsv } from './csv.ts';
import { bulletinJson } from './json.ts';
import { bulletinPage } from './page.ts';
import { bulletinText } from './text.ts';
import { bulletinXlsx } from './xlsx.ts';

export const formatNames = ['text', 'csv', 'xlsx', 'html', 'json'] as const;
export type FormatName = (typeof formatNames)[number];

export const isFormatName = (text: string): text is FormatName => (formatNames as readonly string[]).includes(text);

/** A bulletin as a file of its own. */
export const bulletinAs = async (
  format: FormatName,
  bulletin: Bulletin,
  zone: string,
): Promise<string | Uint8Array> => {
  switch (format) {
    case 'text':
      return bulletinText(bulletin, zone);
    case 'csv':
      return bulletinCsv(bulletin);
    case 'xlsx':
      return bulletinXlsx(bulletin, zone);
    case 'html':
      return bulletinPage(bulletin, { zone });
    case 'json':
      return `${JSON.stringify(bulletinJson(bulletin), null, 2)}\n`;
  }
};
