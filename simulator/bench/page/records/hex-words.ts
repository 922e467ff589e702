/** Hexadecimal digits two by two; of long ones the beginning, and how many bytes there are. */
export function shortHex(hex: string, bytes = 24): string {
  const pairs = hex.slice(0, bytes * 2).match(/../g) ?? [];
  return hex.length > bytes * 2 ? `${pairs.join(' ')} … ${hex.length / 2} B` : pairs.join(' ');
}

/** Sixteen bytes a line: offset, digits, and the letters they are in ASCII. */
export function hexDump(hex: string): string {
  const lines: string[] = [];
  for (let at = 0; at < hex.length; at += 32) {
    const pairs = hex.slice(at, at + 32).match(/../g) ?? [];
    const letters = pairs.map((pair) => {
      const code = Number.parseInt(pair, 16);
      return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '·';
    });
    const offset = (at / 2).toString(16).padStart(4, '0');
    lines.push(`${offset}  ${pairs.join(' ').padEnd(47)}  ${letters.join('')}`);
  }
  return lines.join('\n');
}
