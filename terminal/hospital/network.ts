export interface NetworkRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Aborts when the caller stops waiting. The request may have arrived all the same. */
  readonly signal: AbortSignal;
}

export interface NetworkReply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** HTTP as a port. Rejects when no reply came: the connection broke, or the signal aborted. */
export type Network = (request: NetworkRequest) => Promise<NetworkReply>;
