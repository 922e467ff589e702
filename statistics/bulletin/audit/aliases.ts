import type { PrintedTable, Read } from './printed-table.ts';
import { readRecords } from './printed-totals.ts';

export interface Alias {
  /** As some bulletin prints it. */
  readonly name: string;
  /** The name it is joined under. */
  readonly sameAs: string;
  /** Why the two are held to be one. */
  readonly evidence: string;
}

/** Which printed names mean the same unit. */
export interface Aliases {
  /** The name a printed name is joined under; itself when the file says nothing of it. */
  readonly joined: (name: string) => string;
  readonly of: (name: string) => Alias | undefined;
}

export const noAliases: Aliases = { joined: (name) => name, of: () => undefined };

/** Reads `name,same_as,evidence`. Every alias has its evidence, and leads to a name that is no alias itself. */
export const readAliases = (text: string): Read<Aliases> => {
  const read = readRecords(text, ['name', 'same_as', 'evidence']);
  if (!read.ok) return read;
  const byName = new Map<string, Alias>();
  for (const { name = '', same_as: sameAs = '', evidence = '' } of read.value) {
    if (!name || !sameAs || !evidence) {
      return { ok: false, mistake: `${name || sameAs}: expected a name, the name it is the same as, and the evidence` };
    }
    if (byName.has(name)) return { ok: false, mistake: `${name} is in it twice` };
    byName.set(name, { name, sameAs, evidence });
  }
  const chained = [...byName.values()].find(({ sameAs }) => byName.has(sameAs));
  if (chained)
    return { ok: false, mistake: `${chained.name} is the same as ${chained.sameAs}, which is an alias itself` };
  return {
    ok: true,
    value: { joined: (name) => byName.get(name)?.sameAs ?? name, of: (name) => byName.get(name) },
  };
};

/** The aliases a table's rows are joined by. */
export const aliasesUsed = ({ rows }: PrintedTable, aliases: Aliases): Alias[] =>
  rows.flatMap(({ name }) => {
    const alias = aliases.of(name);
    return alias ? [alias] : [];
  });
