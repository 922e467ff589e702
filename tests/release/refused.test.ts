import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import type { SignedArchive } from '../../deploy/release/signature.ts';
import { inventedMachine, places } from './invented-machine.ts';
import { type Invention, inventedRelease, maker } from './invented-release.ts';

const ours = maker('ours.pub');
const folder = 'hospital-kiosk-0.1.0-2-linux-x64';
const second = (more: Invention = {}) => inventedRelease(ours, { ...more, manifest: { counter: 2, ...more.manifest } });

/** A machine on which the first release works. */
const installed = async () => {
  const it = inventedMachine([ours.trusted]);
  expect(await it.update(inventedRelease(ours))).toEqual({ ok: true });
  return it;
};

const flipped = (bytes: Uint8Array): Buffer => {
  const copy = Buffer.from(bytes);
  copy[copy.length >> 1] = (copy[copy.length >> 1] ?? 0) ^ 1;
  return copy;
};
const link = { path: `${folder}/bin/sh`, type: 'SymbolicLink', linkpath: '/bin/sh', size: 0 } as const;

test.each<[string, SignedArchive, string]>([
  [
    'a foreign signature',
    inventedRelease(maker('theirs'), { manifest: { counter: 2 } }),
    'not signed by a key that is trusted here (ours.pub)',
  ],
  ['a signature of nothing', { ...second(), signature: new Uint8Array(64) }, 'not signed by a key'],
  ['a byte that was flipped on the way', { ...second(), bytes: flipped(second().bytes) }, 'is not as it was signed'],
  ['half of the archive', { ...second(), bytes: second().bytes.subarray(0, 200) }, 'changed, or not copied whole'],
  [
    'the signature of another archive',
    { ...second(), name: second({ manifest: { counter: 3 } }).name },
    'the signature is of hospital-kiosk-0.1.0-2',
  ],
  ['half of an archive, signed so', second({ bytes: (all) => all.subarray(0, 200) }), 'cannot be read to its end'],
  ['a flipped byte, signed so', second({ bytes: flipped }), 'cannot be read to its end'],
  ['no archive, signed', second({ bytes: () => Buffer.from('a letter') }), 'cannot be read to its end'],
  [
    'a file that is not what its checksum says',
    second({ spoilt: { 'bin/node': 'another runtime' } }),
    'bin/node is not what SHA256SUMS says it is',
  ],
  ['a file that is missing', second({ left: ['bin/node'] }), 'bin/node is missing'],
  [
    'a file that is not listed',
    second({ entries: [{ path: `${folder}/bin/more`, text: 'more' }] }),
    'bin/more is not listed in SHA256SUMS',
  ],
  ['no checksums', second({ left: ['SHA256SUMS'] }), 'SHA256SUMS is missing'],
  ['no manifest', second({ left: ['manifest.json'] }), 'manifest.json is missing'],
  [
    'a path that leads out',
    second({ entries: [{ path: `${folder}/../../etc/passwd`, text: 'x' }] }),
    '/etc/passwd leads out of the release',
  ],
  [
    'a path from the root',
    second({ entries: [{ path: '/etc/passwd', text: 'x' }] }),
    '/etc/passwd leads out of the release',
  ],
  [
    'a file beside the folder',
    second({ entries: [{ path: 'etc/passwd', text: 'x' }] }),
    "not in the archive's one folder",
  ],
  ['a symbolic link', second({ entries: [link] }), 'bin/sh is a symbolic link; a release holds files only'],
  ['a hard link', second({ entries: [{ ...link, type: 'Link' }] }), 'bin/sh is a hard link'],
  ['a device', second({ entries: [{ path: link.path, type: 'CharacterDevice' }] }), 'bin/sh is a device'],
  [
    'another platform',
    second({ manifest: { platform: 'linux-arm64' } }),
    'is made for linux-arm64, and this machine is linux-x64',
  ],
  ['the counter that is in use', inventedRelease(ours), '0.1.0-1 is in use already'],
  [
    'a counter below',
    second({ manifest: { version: '0.2.0', counter: 1 } }),
    'has the counter 1, and this machine has had 1',
  ],
  [
    'a level that the release in use cannot read',
    second({ manifest: { journalLevel: 2 } }),
    "writes the terminal's journal in a way that 0.1.0-1 cannot read",
  ],
])('%s is refused, says why, and changes nothing', async (_, archive, why) => {
  const it = await installed();
  const steps = it.disk.below('/').map((path) => `${path} ${it.disk.read(path) ?? it.disk.target(path)}`);
  const restarts = it.restarts();
  expect(await it.update(archive)).toEqual({ ok: false, why: expect.stringContaining(why) });
  expect(it.disk.below('/').map((path) => `${path} ${it.disk.read(path) ?? it.disk.target(path)}`)).toEqual(steps);
  expect(it.restarts()).toBe(restarts);
});

test('an archive that was renamed is refused', async () => {
  const it = await installed();
  const { bytes } = second();
  const other = second({ manifest: { counter: 3 }, bytes: () => Buffer.from(bytes) });
  expect(await it.update(other)).toEqual({ ok: false, why: expect.stringContaining('is not in the archive') });
});

test('where no key is trusted nothing is', async () => {
  const it = inventedMachine([]);
  expect(await it.update(second())).toEqual({ ok: false, why: expect.stringContaining('(there is none)') });
});

test('any of the trusted keys will do: so a key is replaced by a new one', async () => {
  const next = maker('next.pub');
  const it = inventedMachine([ours.trusted, next.trusted]);
  expect(await it.update(inventedRelease(ours))).toEqual({ ok: true });
  expect(await it.update(inventedRelease(next, { manifest: { counter: 2 } }))).toEqual({ ok: true });
});

test('a full disk is said, and nothing of the release stays', async () => {
  const it = await installed();
  it.disk.fill();
  expect(await it.update(second())).toEqual({ ok: false, why: expect.stringContaining('the disk is full') });
  expect(it.inUse()).toBe('0.1.0-1');
  expect(it.disk.list(places.releases)).toEqual(['0.1.0-1']);
  expect(it.disk.list(places.incoming)).toEqual([]);
});

test('a key of another kind signs nothing that is believed', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed448');
  const it = inventedMachine([ours.trusted]);
  const foreign = inventedRelease({ key: privateKey, trusted: { name: 'other', key: publicKey } });
  expect(await it.update(foreign)).toEqual({ ok: false, why: expect.stringContaining('not signed by a key') });
});
