/** What the page needs of the browser; `main.tsx` brings it. */
export interface Outside {
  /** UTC milliseconds. */
  now(): number;
  /** Runs a task once, later; what it returns calls it off. */
  after(milliseconds: number, task: () => void): () => void;
  fetch(path: string, init: RequestInit): Promise<Response>;
  /** What a reader chose last time, by name; kept in this browser only. */
  readonly kept: { read(name: string): string | undefined; write(name: string, value: string): void };
}
