import { type Aliases, aliasesUsed } from './aliases.ts';
import type { Finding } from './finding.ts';
import type { PrintedRow, PrintedTable } from './printed-table.ts';

const pairs = (name: string): Set<string> => new Set([...name].slice(1).map((letter, at) => [...name][at] + letter));

/** How much of two names is the same, from 0 to 1: the pairs of neighbouring characters they share (Dice). */
export const likeness = (a: string, b: string): number => {
  const [left, right] = [pairs(a), pairs(b)];
  const shared = [...left].filter((pair) => right.has(pair)).length;
  return left.size + right.size === 0 ? 0 : (2 * shared) / (left.size + right.size);
};

const alike = 0.6;

const namesOf = ({ rows }: PrintedTable, aliases: Aliases) => new Set(rows.map(({ name }) => aliases.joined(name)));

/** Names of other periods that are like one of this table's and stand for no row of it. */
const likeNames = (
  row: PrintedRow,
  table: PrintedTable,
  others: readonly PrintedTable[],
  aliases: Aliases,
): string[] => {
  const here = namesOf(table, aliases);
  return others.flatMap((other) =>
    other.rows
      .filter(({ name }) => !here.has(aliases.joined(name)) && likeness(name, row.name) >= alike)
      .map(({ name }) => `${name} (${other.period})`),
  );
};

/** Which units were joined to those of other periods by an alias, which are in none of them, and which are gone. */
export const joiningFindings = (table: PrintedTable, others: readonly PrintedTable[], aliases: Aliases): Finding[] => {
  const joined: Finding[] = aliasesUsed(table, aliases).map(({ name, sameAs, evidence }) => ({
    kind: 'joined',
    weight: 'note',
    row: name,
    as: sameAs,
    evidence,
  }));
  if (others.length === 0) return joined;
  const there = others.map((other) => namesOf(other, aliases));
  const unmatched: Finding[] = table.rows
    .filter(({ name }) => there.every((names) => !names.has(aliases.joined(name))))
    .map((row) => ({
      kind: 'unmatched',
      weight: 'note',
      row: row.name,
      notIn: others.map(({ period }) => period),
      like: likeNames(row, table, others, aliases),
    }));
  const here = namesOf(table, aliases);
  const before = others
    .filter(({ period }) => period < table.period)
    .sort((a, b) => a.period.localeCompare(b.period))
    .at(-1);
  const gone: Finding[] = (before?.rows ?? [])
    .filter(({ name }) => !here.has(aliases.joined(name)))
    .map(({ name }) => ({ kind: 'gone', weight: 'note', row: name, lastIn: before?.period ?? '' }));
  return [...joined, ...unmatched, ...gone];
};
