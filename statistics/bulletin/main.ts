/** `npm run bulletin -- month …` and `npm run bulletin -- audit …`. */
import { writeFileSync } from 'node:fs';
import { auditCommand, auditUsage } from './audit/audit-command.ts';
import { type MonthOutcome, monthCommand, monthUsage } from './month-command.ts';

const usage = `${monthUsage}\n\n${auditUsage}`;

const [command, ...args] = process.argv.slice(2);

const outcome = async (): Promise<MonthOutcome> => {
  if ([command, ...args].some((it) => it === '--help' || it === '-h')) {
    return { exitCode: 0, output: `${usage}\n`, complaint: '' };
  }
  if (command === 'month') return monthCommand(args, Date.now());
  if (command === 'audit') return auditCommand(args);
  return { exitCode: 2, output: '', complaint: `Expected month or audit.\n\n${usage}` };
};

try {
  const { exitCode, output, complaint, out } = await outcome();
  if (complaint !== '') console.error(`bulletin: ${complaint}`);
  if (out === undefined) process.stdout.write(output);
  else writeFileSync(out, output);
  process.exitCode = exitCode;
} catch (error) {
  console.error(`bulletin: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 2;
}
