/** A page without what stands in its blocks of code, each line kept where it was. */
export function prose(text: string): string {
  let isCode = false;
  return text
    .split('\n')
    .map((line) => {
      const isFence = /^ *```/.test(line);
      if (isFence) isCode = !isCode;
      return isFence || isCode ? '' : line;
    })
    .join('\n');
}

/** The headings of a page, in order, without their marks. */
export const headingsOf = (text: string): readonly string[] =>
  [...prose(text).matchAll(/^#{1,6} +(.+)$/gm)].map(([, words = '']) => words.trim());

/** What a link to a heading is called, as the sites that show such pages make it of its words. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');
