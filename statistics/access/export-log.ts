import type { HubPorts } from '../ports.ts';
import { newId } from './secret.ts';
import type { Exports } from './shapes.ts';

const page = 100;

/** What left the hub as a file: when, who took it, what it was. Nobody takes a line out again. */
export const exportLog = ({ clock, chance, database: { db } }: Pick<HubPorts, 'clock' | 'chance' | 'database'>) => ({
  async write(who: string, what: string, rows: number): Promise<void> {
    await db
      .insertInto('exportLog')
      .values({ id: newId(chance), at: clock.now(), who, what, rows })
      .execute();
  },

  /** A page of it, the last first; `after` is the `next` of the page before. */
  async read(after?: string): Promise<Exports> {
    const [at, id = ''] = after?.split('-') ?? [];
    let query = db
      .selectFrom('exportLog')
      .selectAll()
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(page + 1);
    if (at !== undefined) {
      query = query.where((is) =>
        is.or([is('at', '<', Number(at)), is.and([is('at', '=', Number(at)), is('id', '<', id)])]),
      );
    }
    const rows = await query.execute();
    const shown = rows.slice(0, page);
    const last = shown.at(-1);
    return { exports: shown, next: rows.length > page && last ? `${last.at}-${last.id}` : null };
  },
});

export type ExportLog = ReturnType<typeof exportLog>;
