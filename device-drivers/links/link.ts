/** A byte line to a device. Chunks arrive in any size: a link knows nothing of frames. */
export interface Link {
  /** Hands bytes to the line, in order. After the link has closed they go nowhere; `onClose` has said so. */
  write(bytes: Uint8Array): void;
  onData(listener: (chunk: Uint8Array) => void): void;
  /** Called once, with the original error's words, when the line breaks or is closed. */
  onClose(listener: (reason: string) => void): void;
  close(): void;
}

/**
 * Opens a link by its address, `serial:/dev/ttyS1?baud=115200` or `memory:id-card-reader`.
 * Rejects with a `LinkError` whose message says what was wrong and what to do.
 */
export type OpenLink = (address: string) => Promise<Link>;

export class LinkError extends Error {
  override name = 'LinkError';
}
