import type { Reader } from './reader.ts';

/** From where a request comes, as the server saw it. */
export interface Caller {
  /** An IP address; empty where there is no network between. */
  readonly address: string;
  /** It came over TLS. */
  readonly secure: boolean;
}

/** What stands beside every request: who called, and behind the door who asks. */
export interface HubEnv {
  Bindings: Caller;
  Variables: {
    reader: Reader;
    /** Writes down that rows left the hub as a file; `what` is the path and query asked for, and as what. */
    onExport: (what: string, rows: number) => Promise<void>;
  };
}
