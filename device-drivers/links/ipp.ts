/** What became of a request sent to an IPP printer. The words are those of the original error, and what to do. */
export type Posted =
  | { readonly ok: true; readonly body: Uint8Array }
  | {
      readonly ok: false;
      /**
       * `noDevice`: nothing answers at the address, and nothing was sent. `offline`: the connection broke. In this case,
       * and in those of `protocolError` (an answer that is none of IPP's) and `cancelled`, the printer may have acted.
       */
      readonly fault: 'noDevice' | 'offline' | 'protocolError' | 'cancelled';
      readonly cause: string;
    };

/**
 * Carries an IPP request to the printer at `address`, `ipp://HOST[:PORT]/PATH` or `memory:NAME`, and its answer back. It
 * waits as long as it takes; aborting `signal` ends the waiting. It rejects, with a `LinkError`, for an
 * address that no printer can have, and for nothing else.
 */
export type PostIpp = (address: string, body: Uint8Array, signal: AbortSignal) => Promise<Posted>;
