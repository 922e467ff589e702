/**
 * Which room may look into which. Patterns are globs from the project's root; the first rule whose `files` fit a file is
 * its rule. Packages are not listed here: the lint says who may use Node's own.
 */
export interface Rule {
  readonly files: readonly string[];
  readonly mayImport: readonly string[];
  /** Of these it may import types (`import type`), nothing that runs. */
  readonly mayImportTypesOf?: readonly string[];
}

/** What a virtual device shares with the driver: the bytes, and nothing of how the driver goes about it. */
const codecs = [
  'device-drivers/contract/**',
  'device-drivers/links/**',
  'device-drivers/framing/**',
  'device-drivers/*/{codec,frame,command,answer,status,card-text}.ts',
];

/** What stands in for the world: it knows the devices' bytes and the hospital's contract. */
const simulator = [
  'simulator/**',
  'seeds/**',
  ...codecs,
  'terminal/hospital/**',
  'terminal/identity/**',
  'terminal/zone.ts',
];

export const rules: readonly Rule[] = [
  { files: ['tests/**', '**/*.test.{ts,tsx}', '*.config.ts'], mayImport: ['**'] },

  {
    files: ['kiosk-ui/**'],
    mayImport: ['kiosk-ui/**'],
    mayImportTypesOf: ['terminal/screen.ts', 'terminal/screen/**'],
  },

  { files: ['terminal/main.ts'], mayImport: ['terminal/**', 'device-drivers/**'] },
  {
    // The bay is where the shelf's drivers are put in; who opens their links is the main file's business.
    files: ['terminal/device-bay.ts', 'terminal/device-config.ts'],
    mayImport: [
      'terminal/**',
      'device-drivers/contract/**',
      'device-drivers/shelf.ts',
      'device-drivers/links/address.ts',
    ],
    mayImportTypesOf: ['device-drivers/links/links.ts'],
  },
  {
    files: ['terminal/ports.ts'],
    mayImport: ['terminal/**', 'device-drivers/contract/**'],
    mayImportTypesOf: ['device-drivers/links/links.ts'],
  },
  { files: ['terminal/**'], mayImport: ['terminal/**', 'device-drivers/contract/**'] },

  { files: ['device-drivers/**'], mayImport: ['device-drivers/**'] },

  {
    // The patients' page in the demonstration, and its line to the terminal beside it in the tab.
    files: ['simulator/demo/page/kiosk/**', 'simulator/demo/screen-line.ts'],
    mayImport: ['kiosk-ui/**', 'simulator/demo/*.ts'],
    mayImportTypesOf: ['terminal/screen.ts', 'terminal/terminal.ts'],
  },
  {
    // The patients' page on the bench, with a screen that has gone by.
    files: ['simulator/bench/page/past/**'],
    mayImport: ['kiosk-ui/**', 'simulator/bench/page/past/**'],
    mayImportTypesOf: ['terminal/screen.ts'],
  },
  {
    // Those that run whole terminals and hubs in a world of their own.
    files: ['simulator/{world,rehearsal,scenario,bench,demo,fleet,simulation}/**', 'simulator/*.ts'],
    mayImport: [
      ...simulator,
      'terminal/*.ts',
      'terminal/{journal,usage}/**',
      'terminal/money/order.ts',
      'statistics/{hub,server,start-hub,ports}.ts',
      'statistics/{intake,register,store}/**',
    ],
  },
  {
    // It asks the hub for the bulletin of the month it lived, and holds it against the published one.
    files: ['simulator/twin/**'],
    mayImport: [
      ...simulator,
      'terminal/*.ts',
      'terminal/{journal,usage}/**',
      'statistics/{hub,ports}.ts',
      'statistics/{bulletin,intake,register,store}/**',
    ],
  },
  {
    // It puts the drivers before the virtual devices, as a terminal does, for other people's programs.
    files: ['simulator/xfs4iot/**'],
    mayImport: [...simulator, 'device-drivers/**'],
  },
  { files: ['simulator/**'], mayImport: simulator },

  {
    // The page takes types of what the hub answers, and what they are made of.
    files: ['statistics/dashboard/**'],
    mayImport: ['statistics/dashboard/**'],
    mayImportTypesOf: [
      'statistics/{api,access,bulletin,intake,register}/**',
      'terminal/{usage-event,hub-contract,screen}.ts',
      'device-drivers/contract/**',
    ],
  },
  { files: ['statistics/main.ts'], mayImport: ['statistics/**', 'terminal/key-file.ts'] },
  {
    files: ['statistics/**'],
    mayImport: [
      'statistics/**',
      'terminal/{usage-event,hub-contract,version}.ts',
      'terminal/screen/errands.ts',
      'device-drivers/contract/**',
    ],
  },

  {
    // What puts releases into use stands on its own: it has to work when nothing else does.
    files: ['deploy/release/update/**', 'deploy/release/*.ts'],
    mayImport: ['deploy/release/**', 'device-drivers/contract/clock.ts'],
  },
  {
    // It reads who imports whom as the arrows do, and asks what the data is brought to.
    files: ['deploy/release/make/**'],
    mayImport: [
      'deploy/release/**',
      'tests/arrows/imports.ts',
      'statistics/store/migrations.ts',
      'terminal/journal/level.ts',
    ],
  },

  { files: ['seeds/**'], mayImport: ['seeds/**', 'device-drivers/contract/**', 'terminal/identity/**'] },
];

/** Programs and tests run; nobody imports them. */
export const neverImported: readonly string[] = ['**/main.ts', '**/*-main.ts', '**/*.test.{ts,tsx}'];
