/** Where a machine keeps its releases, and what it knows of them. */
export interface Places {
  readonly home: string;
  readonly releases: string;
  /** Where a release is unpacked before it is one. */
  readonly incoming: string;
  /** The link to the release in use, and the one to what stood before. */
  readonly current: string;
  readonly previous: string;
  readonly ledgerFolder: string;
  readonly ledger: string;
  readonly keys: string;
}

/** Below another root for a machine's image, or a trial. */
export const placesBelow = (root: string): Places => {
  const base = root.replace(/\/+$/, '');
  const home = `${base}/opt/hospital-kiosk`;
  const ledgerFolder = `${base}/var/lib/hospital-kiosk`;
  return {
    home,
    releases: `${home}/releases`,
    incoming: `${home}/incoming`,
    current: `${home}/current`,
    previous: `${home}/previous`,
    ledgerFolder,
    ledger: `${ledgerFolder}/releases.json`,
    keys: `${base}/etc/hospital-kiosk/release-keys`,
  };
};
