/** Bytes as a traced frame carries them: lower-case, two digits a byte, nothing between. */
export const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
