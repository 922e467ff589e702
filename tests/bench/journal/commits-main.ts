/** Writes a journal under the eyes of strace: a mark around each commit. Its arguments: a file, how many commits. */
import { journalSide } from './sides.ts';

const [file = '', count = '0'] = process.argv.slice(2);
const journal = journalSide(file);
// The first commit of a process checkpoints what an earlier one left.
journal.commit();
for (let commit = 0; commit < Number(count); commit++) {
  process.kill(process.pid, 0);
  journal.commit();
  process.kill(process.pid, 0);
}
