import type { Link } from './link.ts';

/** What one end has heard: data waits for its first listener as it would in a port's buffer. */
function createEar() {
  const waiting: Uint8Array[] = [];
  const dataListeners: ((chunk: Uint8Array) => void)[] = [];
  const closeListeners: ((reason: string) => void)[] = [];
  let closed: string | undefined;
  return {
    hear(chunk: Uint8Array) {
      if (closed !== undefined) return;
      if (dataListeners.length === 0) waiting.push(chunk);
      for (const listener of dataListeners) listener(chunk);
    },
    hangUp(reason: string) {
      if (closed !== undefined) return;
      closed = reason;
      for (const listener of closeListeners) listener(reason);
    },
    onData(listener: (chunk: Uint8Array) => void) {
      queueMicrotask(() => {
        dataListeners.push(listener);
        for (const chunk of waiting.splice(0)) listener(chunk);
      });
    },
    onClose(listener: (reason: string) => void) {
      closeListeners.push(listener);
      const reason = closed;
      if (reason !== undefined) queueMicrotask(() => listener(reason));
    },
  };
}

/**
 * Two ends of one line inside this program. What one end writes the other hears, in order and never in the same call;
 * closing either closes both, after what was written before.
 */
export function memoryLink(): [Link, Link] {
  const ears = [createEar(), createEar()] as const;
  let open = true;
  const end = (mine: (typeof ears)[number], theirs: (typeof ears)[number]): Link => ({
    write(bytes) {
      if (!open) return;
      const copy = bytes.slice();
      queueMicrotask(() => theirs.hear(copy));
    },
    onData: mine.onData,
    onClose: mine.onClose,
    close() {
      if (!open) return;
      open = false;
      queueMicrotask(() => {
        mine.hangUp('closed');
        theirs.hangUp('the other end closed the line');
      });
    },
  });
  return [end(ears[0], ears[1]), end(ears[1], ears[0])];
}
