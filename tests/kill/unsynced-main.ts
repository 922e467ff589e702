/** Writes to a database as one does who trusts WAL alone: no commit is written through. Its arguments: a file, how many. */
import { DatabaseSync } from 'node:sqlite';

const [file = '', count = '0'] = process.argv.slice(2);
const db = new DatabaseSync(file);
db.exec('pragma journal_mode = wal');
db.exec('pragma synchronous = normal');
db.exec('create table it (n integer)');
for (let n = 0; n < Number(count); n++) {
  process.kill(process.pid, 0);
  db.exec(`insert into it values (${n})`);
  process.kill(process.pid, 0);
}
