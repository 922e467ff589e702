import type { HubPorts } from './ports.ts';
import { type Checked, mistakeText } from './problem.ts';
import type { HubDatabase } from './store/hub-store.ts';
import { DatabaseError, openDatabase } from './store/open-database.ts';

/** What a command has of the machine it runs on. */
export interface CommandOutside extends Pick<HubPorts, 'clock' | 'chance' | 'seals'> {
  /** One line on standard output. */
  say(line: string): void;
  /** One line on standard error. */
  complain(line: string): void;
}

/** Is given what stands behind the command's name; resolves with the exit code: 2 when it was misused, with its usage. */
export type Command = (args: readonly string[], outside: CommandOutside) => Promise<number>;

/** A command on the hub's database. `read` takes the command line; what `work` resolves with is the exit code. */
export const command =
  <Options extends { readonly database: string }>(
    usage: string,
    read: (args: readonly string[], now: number) => Checked<Options>,
    work: (options: Options, outside: CommandOutside & { readonly database: HubDatabase }) => Promise<number>,
  ): Command =>
  async (args, outside) => {
    const { say, complain } = outside;
    if (args.includes('--help') || args.includes('-h')) {
      say(usage);
      return 0;
    }
    const options = read(args, outside.clock.now());
    if (!options.ok) {
      for (const mistake of options.mistakes) complain(`hub: ${mistakeText(mistake)}`);
      complain(`\n${usage}`);
      return 2;
    }
    let database: HubDatabase;
    try {
      database = await openDatabase(options.value.database);
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      complain(`hub: ${error.message}`);
      return 1;
    }
    try {
      return await work(options.value, { ...outside, database });
    } finally {
      await database.close();
    }
  };
