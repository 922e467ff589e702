import type { HubPorts } from '../ports.ts';
import type { AccountKeeper, Guest } from './accounts.ts';
import { secret } from './secret.ts';

/** Who comes by a link on the machine itself. No name that is typed holds a colon. */
const newcomer: Guest = {
  account: 'link:newcomer',
  name: '本机来访者 Newcomer',
  scope: { city: true },
  administrator: true,
};

const loopback = /^(127\.|::1$|::ffff:127\.)/;
export const isLoopback = (address: string): boolean => loopback.test(address);

/** Links that sign in whoever opens them on this machine, for as long as this program runs. */
export const invitations = ({ chance, seals }: Pick<HubPorts, 'chance' | 'seals'>, accounts: AccountKeeper) => {
  const given = new Set<string>();
  return {
    /** The path of a new link. */
    make(): string {
      const code = secret(chance);
      given.add(seals.sha256(code));
      return `/sign-in/${code}`;
    },
    /** The account the code signs in; nothing when it is none of ours, or asked for from elsewhere. */
    async redeem(code: string, address: string): Promise<string | undefined> {
      if (!isLoopback(address) || !given.has(seals.sha256(code))) return undefined;
      return (await accounts.welcome(newcomer)) ? newcomer.account : undefined;
    },
  };
};

export type Invitations = ReturnType<typeof invitations>;
