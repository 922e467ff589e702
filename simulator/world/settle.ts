/** Lets every promise that can settle now settle: the event loop turns once, which it does only when all have. */
export const settle = () =>
  new Promise<void>((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else nextMessage(resolve);
  });

/** A browser's event loop turns when a message comes. */
function nextMessage(done: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    done();
  };
  port2.postMessage(undefined);
}
