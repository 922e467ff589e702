/** A plain value as lines that are read, not parsed: a name a line, what is inside further in. */
export function plainLines(value: unknown, indent = ''): string {
  if (Array.isArray(value)) return value.map((item) => listed(item, indent)).join('\n');
  if (typeof value !== 'object' || value === null) return `${indent}${String(value)}`;
  return Object.entries(value)
    .map(([name, inner]) =>
      isShort(inner) ? `${indent}${name}: ${short(inner)}` : `${indent}${name}:\n${plainLines(inner, `${indent}  `)}`,
    )
    .join('\n');
}

function listed(item: unknown, indent: string): string {
  const lines = plainLines(item, `${indent}  `);
  return `${indent}- ${lines.slice(indent.length + 2)}`;
}

/** Text in two languages is short as well. */
const isText = (value: object): value is { zh: string; en: string } =>
  'zh' in value && 'en' in value && Object.keys(value).length === 2;

const isShort = (value: unknown): boolean =>
  typeof value !== 'object' || value === null || isText(value) || Object.keys(value).length === 0;

function short(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return isText(value) ? value.zh : Array.isArray(value) ? '[]' : '{}';
}
