/** `npm run release`: makes the archive that is installed on terminals and hubs; or the keys it is signed with. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { commitOf } from './make/commit.ts';
import { contentsFor, makeKeys, manifestOf, packRelease, readSigningKey } from './make/release.ts';
import { runtimeFor } from './make/runtime.ts';
import { isPlatform, platforms } from './manifest.ts';
import { signatureFileOf, sumFileOf } from './signature.ts';

const usage = `Usage: npm run release -- [--out DIR] [--key FILE] [--platform PLATFORM] [--counter N] [--runtime DIR] [--uncommitted]
       npm run release -- keygen [--out DIR]

  --out          where the archive, its checksum and its signature go (default var/releases)
  --key          the private key that signs; without it there is no signature, and no machine takes the archive
  --platform     ${platforms.join(' or ')} (default: this machine's)
  --counter      what a machine never goes below again (default: how many commits led here)
  --runtime      the unpacked npm package of the platform's Node, where npm did not install it
  --uncommitted  takes the files as they stand, for a trial; the manifest says so
  keygen         makes release.key, which stays secret, and release.pub, which goes to every machine`;

const root = resolve(import.meta.dirname, '../..');

const counterFrom = (text: string | undefined, counted: number | undefined): number => {
  if (text === undefined) {
    if (counted !== undefined) return counted;
    throw new Error(
      'This clone does not have all commits, so they cannot be counted: git fetch --unshallow, or --counter N',
    );
  }
  const counter = Number(text);
  if (Number.isInteger(counter) && counter > 0) return counter;
  throw new Error(`--counter: "${text}"; expected a whole number from 1 on`);
};

async function main(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      out: { type: 'string', default: 'var/releases' },
      key: { type: 'string' },
      platform: { type: 'string', default: `${process.platform}-${process.arch}` },
      counter: { type: 'string' },
      runtime: { type: 'string' },
      uncommitted: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return console.log(usage);
  const [command, ...more] = positionals;
  if (more.length > 0 || (command !== undefined && command !== 'keygen'))
    throw new Error(`${positionals.join(' ')}: unknown\n\n${usage}`);
  if (command === 'keygen') {
    const { privateFile, publicFile } = makeKeys(values.out);
    console.log(`${privateFile}: signs releases; keep it off every terminal and hub`);
    return console.log(`${publicFile}: goes to /etc/hospital-kiosk/release-keys/ of every machine`);
  }

  const { platform } = values;
  if (!isPlatform(platform)) throw new Error(`--platform: "${platform}"; expected ${platforms.join(' or ')}`);
  const commit = commitOf(root);
  const [changed] = commit.changed;
  if (changed !== undefined && !values.uncommitted) {
    throw new Error(
      `${changed} is not as the commit has it, and a release is one commit's: commit first, or --uncommitted for a trial`,
    );
  }
  const counter = counterFrom(values.counter, commit.count);
  // The key is looked at first: an archive takes a while.
  const key = values.key === undefined ? undefined : readSigningKey(values.key);
  const runtime = runtimeFor(root, platform, values.runtime);
  const order = { root, platform, counter, commit, runtime };
  const archive = await packRelease(contentsFor(order), manifestOf(order), values.out, key);
  console.log(archive);
  console.log(sumFileOf(archive));
  console.log(key ? signatureFileOf(archive) : 'not signed: no machine takes it; sign with --key FILE');
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
