/**
 * The closing lines of a run, from the runner's own report: what failed and why, what was skipped, what passed only at
 * its second try. Ends with 1 when a test failed, or was skipped without excuse.
 */
import { readFileSync } from 'node:fs';

/** What only another kernel could mend: no /dev/uhid to make a HID device of, no namespaces. Nothing else may be skipped here. */
const excuses = ['/dev/uhid', 'without a mount namespace', 'without user namespaces', 'needs to mount'];
const isExcused = ({ fullName }) => excuses.some((excuse) => fullName.includes(excuse));

const files = JSON.parse(readFileSync(process.argv[2], 'utf8')).testResults;
const tests = files.flatMap((file) => file.assertionResults.map((test) => ({ ...test, file: file.name })));
const having = (...states) => tests.filter(({ status }) => states.includes(status));

/** Without the runner's own places in it, which are most of it. */
const short = (messages) =>
  messages
    .flatMap((message) => message.split('\n'))
    .filter((line) => !line.includes('node_modules/'))
    .slice(0, 20)
    .join('\n');

const passed = having('passed');
const failed = having('failed');
const skipped = tests.filter((test) => !passed.includes(test) && !failed.includes(test));
const unexcused = skipped.filter((test) => !isExcused(test));
/** Their tests never began. */
const broken = files.filter(
  (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
);

for (const { fullName } of skipped) console.log(`skipped: ${fullName}`);
for (const { file, fullName, failureMessages } of passed.filter(({ failureMessages }) => failureMessages.length > 0)) {
  console.log(`at the second try: ${file}: ${fullName}\n${short(failureMessages)}`);
}
for (const { file, fullName, failureMessages } of failed) {
  console.log(`failed: ${file}: ${fullName}\n${short(failureMessages)}`);
}
for (const { name, message } of broken) console.log(`failed: ${name}\n${short([message])}`);

const failures = failed.length + broken.length + unexcused.length;
console.log(`${passed.length} passed, ${failures} failed, ${skipped.length - unexcused.length} skipped`);
process.exitCode = failures > 0 ? 1 : 0;
