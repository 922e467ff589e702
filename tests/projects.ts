/** Which tests share a process and which have one of their own. */
import { availableParallelism } from 'node:os';
import type { TestProjectConfiguration } from 'vitest/config';
import { whole } from './whole.ts';

const rooms = '{device-drivers,terminal,kiosk-ui,simulator,statistics,seeds}';

/** Across rooms, and yet on virtual time and in memory alone. */
const inMemory = [
  'tests/faults/**/*.test.ts',
  'tests/hospital-contract/**/*.test.ts',
  'tests/hospital-contract.test.ts',
  'tests/{clinic-hours,errands,id-card-kinds}.test.ts',
  'tests/privacy/{masked,usage}.test.ts',
  'tests/bench/{page,report,rounds,statistics}.test.ts',
  'tests/{proof/{plan,point},long-run/flat}.test.ts',
];

/** What stands beside its file, and yet starts processes, threads, ptys or a browser, or listens on ports. */
const apart = [
  `${rooms}/**/*.{pty,uhid}.test.ts`,
  `${rooms}/**/main.test.ts`,
  `${rooms}/**/server.test.ts`,
  'device-drivers/links/{http-ipp,node-hid,node-pcsc,tcp}*.test.ts',
  'device-drivers/{card-dispenser,id-card-reader,ipp-printer,receipt-printer}/contract.test.ts',
  'device-drivers/ipp-printer/ippeveprinter.test.ts',
  'simulator/bench/page/charts/charts.test.ts',
  'simulator/demo/browser-only.test.ts',
  'simulator/devices/vpcd-bridge.test.ts',
  'simulator/fleet/**/*.test.ts',
  'simulator/hospital/report-document.test.ts',
  'simulator/{mutants,outlets,simulation,twin}/**/*.test.ts',
  'simulator/xfs4iot/publisher.test.ts',
  'terminal/{enrol-command,page-server}.test.ts',
  'terminal/hospital/fetch-network.test.ts',
];

/** Half of what a test with a process of its own does is to wait for another. */
const workers = availableParallelism();

/**
 * What needs nothing but its own modules runs in threads that keep them from file to file: loading them anew is most of the
 * time it would take. The rest has a process for each file.
 */
export const projects: TestProjectConfiguration[] = [
  {
    extends: true,
    test: {
      name: 'together',
      include: [`${rooms}/**/*.test.{ts,tsx}`, ...inMemory],
      exclude: apart,
      pool: 'threads',
      isolate: false,
      maxWorkers: workers,
      sequence: { groupOrder: 0 },
    },
  },
  {
    extends: true,
    test: {
      name: 'apart',
      include: ['tests/**/*.test.{ts,tsx}', ...apart],
      exclude: inMemory,
      globalSetup: 'tests/gallery/shared-page.ts',
      pool: 'forks',
      maxWorkers: workers,
      // A browser, a terminal and another test share the cores with it.
      testTimeout: 90_000,
      hookTimeout: 120_000,
      expect: { poll: { timeout: 60_000 } },
      // Where everything is tried on a machine that does other things as well, what starved is tried once more, and told.
      retry: whole ? 1 : 0,
      sequence: { groupOrder: 1 },
    },
  },
];
