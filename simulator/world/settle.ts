/** Lets every promise that can settle now settle: the event loop turns once, which it does only when all have. */
export const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
