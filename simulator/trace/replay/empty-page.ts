/** A PDF file (ISO 32000-1, annex H.2) of one empty page, without what a printer does not look at. */
export const emptyPage: Uint8Array = new TextEncoder().encode(
  '%PDF-1.4\n1 0 obj\n<< /Type /Page /MediaBox [0 0 595 842] >>\nendobj\ntrailer\n<< >>\n%%EOF\n',
);
