/** The programs of a release, by the names `deploy/release/bin` calls them. What they import is what is shipped. */
export const programs = [
  'terminal/main.ts',
  'terminal/technician/hash-main.ts',
  'terminal/reconciliation/main.ts',
  'terminal/hospital/conformance/main.ts',
  'device-drivers/main.ts',
  'statistics/main.ts',
  'statistics/bulletin/main.ts',
  'deploy/release/update/main.ts',
] as const;

/** The pages of a release, built: what stands in them is somebody's work too, and is named in the licences. */
export const pages = [
  { built: 'dist/kiosk', from: 'kiosk-ui/main.tsx' },
  { built: 'dist/hub', from: 'statistics/dashboard/main.tsx' },
] as const;

/** Shipped as they stand in the tree, whatever imports them. */
export const asTheyStand: readonly RegExp[] = [
  /^docs\//,
  /^LICENSE$/,
  /^README[^/]*\.md$/,
  /^CHANGELOG\.md$/,
  // Units, rules, examples; of the release's own programs only the updater goes along, and that as a program.
  /^deploy\/(?!release\/(?!.*\.service$)).+/,
];

/** Loaded only where it has been put beside the program: it has to be compiled on the machine it runs on. */
export const broughtBesides: ReadonlySet<string> = new Set(['smartcard']);
