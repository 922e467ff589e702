import type { Link } from '../../device-drivers/links/link.ts';

/** Makes two links one: what is heard at either goes out at the other, and with either both are closed. */
export function joinLinks(a: Link, b: Link): void {
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    from.onData(to.write);
    from.onClose(to.close);
  }
}
