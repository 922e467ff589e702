/** The fifteen checks of a terminal's lockdown, and the tests that hold each. `docs/security.md` shows the same table. */
export interface Check {
  readonly about: string;
  /** Test files, each with the beginnings of the titles that are meant. */
  readonly held: Readonly<Record<string, readonly string[]>>;
}

export const checks: readonly Check[] = [
  {
    about: 'No key and no mouse leads out of the page',
    held: {
      'tests/security/hot-keys.test.ts': [
        'no key and no mouse leads out of the page',
        'without policy and guard they do',
      ],
      'kiosk-ui/keys/guard.test.ts': ['what presses a button', 'nothing is with %j', 'no wheel enlarges'],
      'tests/security/policy.test.ts': [
        'Chromium knows every key of it',
        'the terminal’s page opens, and nothing else',
      ],
    },
  },
  {
    about: 'What a scanner reads never reaches the browser as keys',
    held: { 'tests/security/scanner-keys.test.ts': ['the page hears no key while codes are read', '%s is no address'] },
  },
  {
    about: 'A keyboard that is not on the hospital’s list types nothing',
    held: { 'tests/security/usb-keyboards.test.ts': ['plugged in: %s', 'one on the hospital’s list types'] },
  },
  {
    about: 'Any code is read without harm, and no control byte gets onto paper',
    held: {
      'tests/security/scanned-codes.test.ts': ['any code is answered, harms nothing'],
      'device-drivers/scanning/code.test.ts': ['any bytes are a code without control characters'],
      'tests/faults/session/input-that-is-none.test.ts': ['%s in a QR is told to be of no use'],
      'device-drivers/receipt-printer/slip.test.ts': [
        'no text of any slip can become a command',
        'real-time commands cannot be smuggled in through a code',
      ],
    },
  },
  {
    about: 'The local socket takes this machine’s page alone: Origin and Host',
    held: {
      'terminal/page-server.test.ts': [
        'a socket with a wrong %s is refused and logged',
        'a foreign name for this machine is refused',
      ],
    },
  },
  {
    about: 'A token of this start, and one screen',
    held: {
      'terminal/page-server.test.ts': [
        'a socket with a wrong %s is refused and logged',
        'there is one screen: the page that came last',
        'a page that another took over from taps no more',
      ],
    },
  },
  {
    about: 'Loopback only, and no way in for a debugger',
    held: {
      'tests/security/loopback.test.ts': [
        'a started terminal listens on loopback and nowhere else',
        'the browser is started with no flag that lets somebody in',
      ],
      'tests/security/policy.test.ts': ['nobody looks into a browser under it'],
      'tests/privacy/uninspected.test.ts': ['a terminal on real devices is not inspected'],
    },
  },
  {
    about: 'A content policy that allows the page’s own files, and Trusted Types',
    held: {
      'tests/security/page-policy.test.ts': [
        'the page itself has nothing to complain about',
        'no text becomes markup or script',
        'nothing is fetched from elsewhere',
        'no other page frames it',
      ],
      'tests/hub-security/targets.test.ts': ['every answer keeps pages to the hub’s own files, and out of frames'],
    },
  },
  {
    about: 'Planted personal data is nowhere after the visits',
    held: {
      'tests/privacy/canary.test.ts': [
        'nothing is in the terminal’s folder',
        'nothing is at the hub',
        'nothing is in the browser’s profile',
        'nothing is in the journal once it is opened',
      ],
      'tests/privacy/page-memory.test.ts': ['nothing is left of $title'],
      'tests/security/sandboxed-memory.test.ts': ['nothing of a visit is left in the memory of Debian’s Chromium'],
      'tests/privacy/usage.test.ts': ['neither usage nor heartbeats name anybody'],
      'tests/hub-security/canary.test.ts': ['no password, token, cookie, code or signature'],
    },
  },
  {
    about: 'Names and numbers are masked on every screen and slip',
    held: {
      'tests/privacy/masked.test.ts': [
        'what masks makes what screens take',
        'no screen and no part of one takes a name',
      ],
      'tests/privacy/page-memory.test.ts': ['no name and no number comes over the line but masked'],
      'terminal/slip/slip.test.ts': ['a slip says who, where, when'],
    },
  },
  {
    about:
      'Batches to the hub are signed and chained; what is changed, repeated, reordered, foreign or restored is told apart',
    held: {
      'tests/hub-security/signatures.test.ts': [
        'a batch that another key signed, nobody signed, or that was changed on the way',
        'a batch that comes again changes nothing, one out of order waits',
        'a terminal nobody enrolled, and one whose key was revoked',
      ],
      'statistics/intake/collecting.test.ts': [
        'a batch that follows another epoch than its own',
        'an epoch that goes on after another was opened comes from a second machine',
      ],
    },
  },
  {
    about: 'A flooding terminal does not slow the others',
    held: { 'tests/hub-security/flood.test.ts': ['a flooding terminal is refused before it is parsed'] },
  },
  {
    about: 'Technicians: PIN and one-time code, locked after five, leaving by itself, all in the journal',
    held: {
      'terminal/technician/access.test.ts': [
        'PIN and code let in, and that is written down',
        'after five wrong tries in a row',
        'and says in the journal that it was locked',
        'also when a restart lies between the tries',
        'nobody gets in when it cannot be written down',
      ],
      'tests/faults/machine/technician-mode.test.ts': ['a technician who walks away is taken to have left'],
      'terminal/technician/actors.test.ts': ['a whole visit of a technician is in the journal'],
    },
  },
  {
    about: 'What is installed is what the lock file names, under licences that were looked at',
    held: {
      'tests/housekeeping/lock-file.test.ts': [
        'each package is asked for by one exact version',
        'each is known by the hash of its bytes',
        'those with a script that runs at their installation are named',
      ],
      'tests/housekeeping/licences.test.ts': ['%s may be handed on'],
    },
  },
  {
    about: 'Forged, repeated and late notices of payments change nothing',
    held: {
      'terminal/hospital/notices.test.ts': [
        'a notice %s changes nothing',
        'one that comes again, or after a later one, changes nothing',
        'the signature is over the very bytes',
      ],
    },
  },
];
