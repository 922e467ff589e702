import { LinkError } from '../../device-drivers/links/link.ts';
import type { Links } from '../../device-drivers/links/links.ts';

/** Takes a device, by its address, for oneself. Returns how to let it go. */
export type Claim = (address: string) => () => void;

/**
 * Keeps two users of the same devices apart, as a port that is open keeps out the next: while a device is claimed, the
 * links for `others` cannot be opened. What they had open closes when the claimant opens its own, since a device has one
 * line. Printers on the network serve several at once and are nobody's.
 */
export function createClaims(links: Links): { readonly claim: Claim; readonly others: Links } {
  const claimed = new Set<string>();
  const unlessClaimed =
    <Opened>(open: (address: string) => Promise<Opened>) =>
    async (address: string): Promise<Opened> => {
      if (claimed.has(address))
        throw new LinkError(`${address} is in use by a client of XFS4IoT; it has to disconnect.`);
      return open(address);
    };
  return {
    claim(address) {
      claimed.add(address);
      return () => {
        claimed.delete(address);
      };
    },
    others: {
      openLink: unlessClaimed(links.openLink),
      openHid: unlessClaimed(links.openHid),
      openPcsc: unlessClaimed(links.openPcsc),
      postIpp: links.postIpp,
    },
  };
}
