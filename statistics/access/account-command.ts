import { parseArgs } from 'node:util';
import { command } from '../command.ts';
import { type Checked, check, type Mistake } from '../problem.ts';
import { accountKeeper } from './accounts.ts';
import { sessionKeeper } from './sessions.ts';
import { NewAccount } from './shapes.ts';

export const accountUsage = `npm run hub -- account --database URL --name NAME [--shown TEXT] (--unit UNIT … | --city [--administrator])
npm run hub -- account --database URL --name NAME --new-password

  --database       the hub's database, sqlite:FILE or postgres://…
  --name           what is typed to sign in: small letters, digits, dots, hyphens
  --shown          what the pages call whoever it is; the name when left out
  --unit           a reporting unit the account may see; once for each
  --city           it may see every unit
  --administrator  it may keep the register, accounts and tokens as well
  --new-password   the account is there already and its password is lost

Prints a first password; it is shown this once.`;

const known = {
  database: { type: 'string' },
  name: { type: 'string' },
  shown: { type: 'string' },
  unit: { type: 'string', multiple: true },
  city: { type: 'boolean', default: false },
  administrator: { type: 'boolean', default: false },
  'new-password': { type: 'boolean', default: false },
} as const;

export interface AccountOptions {
  readonly database: string;
  readonly account: NewAccount;
  /** Of an account that is there already. */
  readonly newPassword: boolean;
}

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
  const { database, name, shown, unit, city, administrator, 'new-password': newPassword } = values;
  const mistakes = [...(database ? [] : [missing('database')]), ...(name ? [] : [missing('name')])];
  if (!newPassword && city === (unit !== undefined)) {
    mistakes.push({ path: '--unit', message: 'expected either --city or one --unit or more' });
  }
  if (!database || mistakes.length > 0) return { ok: false, mistakes };
  const scope = unit === undefined ? { city: true } : { units: unit };
  const account = check(NewAccount, { account: name, name: shown ?? name, scope, administrator }, () => []);
  if (!account.ok) return account;
  return { ok: true, value: { database, account: account.value, newPassword } };
};

/** `npm run hub -- account …`: makes an account, or gives one a new password. */
export const accountCommand = command(
  accountUsage,
  readAccountOptions,
  async ({ account, newPassword }, { say, complain, ...ports }) => {
    const accounts = accountKeeper(ports);
    const made = await (newPassword ? accounts.renew(account.account) : accounts.make(account));
    if (!made) {
      const what = newPassword ? 'there is no open account of that name' : 'there is or was an account of that name';
      complain(`hub: ${account.account}: ${what}`);
      return 1;
    }
    if (newPassword) await sessionKeeper(ports).closeAllOf(account.account);
    say(made.password);
    say(`the first password of ${account.account}; it is not shown again, and is changed after signing in`);
    return 0;
  },
);
