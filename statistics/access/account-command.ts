import { parseArgs } from 'node:util';
import { command } from '../command.ts';
import { type Checked, check, type Mistake } from '../problem.ts';
import { accountKeeper } from './accounts.ts';
import { sessionKeeper } from './sessions.ts';
import { NewAccount } from './shapes.ts';

export const accountUsage = `npm run hub -- account --database URL --name NAME [--shown TEXT] (--unit UNIT … | --city [--administrator])
npm run hub -- account --database URL --name NAME --new-password
npm run hub -- account --database URL --name NAME --erase

  --database       the hub's database, sqlite:FILE or postgres://…
  --name           what is typed to sign in: small letters, digits, dots, hyphens
  --shown          what the pages call whoever it is; the name when left out
  --unit           a reporting unit the account may see; once for each
  --city           it may see every unit
  --administrator  it may keep the register, accounts and tokens as well
  --new-password   the account is there already and its password is lost
  --erase          forgets whoever it was: what they did stays under a name that says nothing

Prints a first password; it is shown this once.`;

const known = {
  database: { type: 'string' },
  name: { type: 'string' },
  shown: { type: 'string' },
  unit: { type: 'string', multiple: true },
  city: { type: 'boolean', default: false },
  administrator: { type: 'boolean', default: false },
  'new-password': { type: 'boolean', default: false },
  erase: { type: 'boolean', default: false },
} as const;

export type AccountOptions = { readonly database: string } & (
  | { readonly what: 'make'; readonly account: NewAccount }
  /** Of an account that is there already. */
  | { readonly what: 'renew' | 'erase'; readonly name: string }
);

const missing = (name: string): Mistake => ({ path: `--${name}`, message: 'missing' });

/** Reads the command line after `account`. */
export const readAccountOptions = (args: readonly string[]): Checked<AccountOptions> => {
  const parsed = () => parseArgs({ args: [...args], options: known }).values;
  let values: ReturnType<typeof parsed>;
  try {
    values = parsed();
  } catch (error) {
    return { ok: false, mistakes: [{ path: '', message: error instanceof Error ? error.message : String(error) }] };
  }
  const { database, name, shown, unit, city, administrator, 'new-password': renew, erase } = values;
  const mistakes = [...(database ? [] : [missing('database')]), ...(name ? [] : [missing('name')])];
  if (renew && erase) mistakes.push({ path: '--erase', message: 'expected without --new-password' });
  if (!renew && !erase && city === (unit !== undefined)) {
    mistakes.push({ path: '--unit', message: 'expected either --city or one --unit or more' });
  }
  if (!database || !name || mistakes.length > 0) return { ok: false, mistakes };
  if (renew || erase) return { ok: true, value: { database, what: erase ? 'erase' : 'renew', name } };
  const scope = unit === undefined ? { city: true } : { units: unit };
  const account = check(NewAccount, { account: name, name: shown ?? name, scope, administrator }, () => []);
  return account.ok ? { ok: true, value: { database, what: 'make', account: account.value } } : account;
};

/** `npm run hub -- account …`: makes an account, gives one a new password, or forgets one. */
export const accountCommand = command(
  accountUsage,
  readAccountOptions,
  async (options, { say, complain, ...ports }) => {
    const accounts = accountKeeper(ports);
    const name = options.what === 'make' ? options.account.account : options.name;
    const failed = (why: string) => {
      complain(`hub: ${name}: ${why}`);
      return 1;
    };
    if (options.what === 'erase') {
      const nobody = await accounts.erase(name);
      if (nobody === undefined) return failed('there is no account of that name');
      say(`${name} is erased; what was done under that name is now ${nobody}'s`);
      return 0;
    }
    const made = await (options.what === 'make' ? accounts.make(options.account) : accounts.renew(name));
    if (!made) {
      const renewing = options.what === 'renew';
      return failed(renewing ? 'there is no open account of that name' : 'there is or was an account of that name');
    }
    if (options.what === 'renew') await sessionKeeper(ports).closeAllOf(name);
    say(made.password);
    say(`the first password of ${name}; it is not shown again, and is changed after signing in`);
    return 0;
  },
);
