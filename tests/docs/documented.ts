/** The commands of a page: what a reader would copy into a terminal window. */

export interface Documented {
  /** On one line, without prompt, comment or what is explained beside it. */
  readonly command: string;
  readonly page: string;
  readonly line: number;
}

/** A page's blocks may hold output, configuration and code too: these words begin a command. */
const programs =
  'npm|npx|node|git|curl|sudo|echo|socat|createdb|createuser|sqlite3|psql|pg_dump|pg_restore|lpadmin|udevadm|modprobe|usermod|' +
  'runuser|useradd|hospital-kiosk-update|systemctl|systemd-\\w+|journalctl|loginctl|apt|apt-get|install|tar|sha256sum|age|age-keygen|caddy|cp|mv|ln|mkdir|chmod|chown|rm|' +
  'openssl|head|cat|cd|ls|id|ss|df|mount|umount|lsusb|timedatectl|kill|ssh|bash|sh|grep|printf|export|test|wpctl|\\.\\/\\S+|(?:\\/opt|\\/usr)\\/\\S+';
const assigned = '(?:[A-Z][A-Z_]*=\\S+ +)*';
const begins = new RegExp(`^${assigned}(?:${programs})(?: |$)`);

/** In a sentence a lone word is a name; a command has something after it. */
const inSentence = new RegExp(`^${assigned}(?:${programs}) +(?!-9$)\\S`);

export function documentedIn(page: string, text: string): readonly Documented[] {
  const found: Documented[] = [];
  let fence: string | undefined;
  let begun = '';
  for (const [at, line] of text.split('\n').entries()) {
    const [, mark] = /^ *```(\w*)/.exec(line) ?? [];
    if (mark !== undefined) {
      fence = fence === undefined ? mark : undefined;
      continue;
    }
    const note = (command: string) => found.push({ command: command.trim(), page, line: at + 1 });
    if (fence === undefined && !line.startsWith('    ')) {
      for (const [, code = ''] of line.matchAll(/`([^`]+)`/g)) if (inSentence.test(code)) note(code);
      continue;
    }
    const whole = `${begun}${line.trim().replace(/^\$ /, '')}`;
    begun = whole.endsWith('\\') ? whole.replace(/\\$/, '') : '';
    if (begun === '' && begins.test(whole) && isShell(fence)) note(withoutWords(whole));
  }
  return found;
}

const isShell = (fence: string | undefined): boolean =>
  fence === undefined || ['', 'sh', 'bash', 'console'].includes(fence);

/** What stands after two blanks, or after a `#`, is for the reader. */
const withoutWords = (line: string): string => line.replace(/\s{2,}\S.*$/, '').replace(/\s+#.*$/, '');
