/** How many pages a PDF file has; undefined for bytes that are none. It counts page objects that stand uncompressed. */
export function pagesOfPdf(document: Uint8Array): number | undefined {
  const text = new TextDecoder('latin1').decode(document);
  if (!text.startsWith('%PDF-')) return undefined;
  const pages = text.match(/\/Type\s*\/Page(?![A-Za-z])/g)?.length ?? 0;
  return pages > 0 ? pages : undefined;
}
