/** How the hub checks that what came is what a terminal wrote. The first two answer at once. */
export interface Seals {
  /** SHA-256 of a text in UTF-8, in hex. */
  sha256(text: string): string;
  /** Whether a text, in UTF-8, was signed by the holder of an Ed25519 key. Key and signature in hex; false for any that are none. */
  verify(publicKeyHex: string, text: string, signatureHex: string): boolean;
  /** The same on another core meanwhile; absent where nothing may be waited for but the store, as in virtual time. */
  verifying?(publicKeyHex: string, text: string, signatureHex: string): Promise<boolean>;
}
