/** What `npm install` brings is what was tried: to the byte, from the registry, without running anything of its own. */
import { expect, test } from 'vitest';
import { locked, manifest, nameOf } from './lock-file.ts';

const asked = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };

test('the lock file lists packages', () => expect(locked.length).toBeGreaterThan(100));

test('each package is asked for by one exact version, and that one is locked', () => {
  const versions = Object.fromEntries(locked.map(([folder, { version }]) => [folder, version]));
  for (const [name, version] of Object.entries(asked)) {
    expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
    expect(versions[`node_modules/${name}`], name).toBe(version);
  }
});

test('each is known by the hash of its bytes', () => {
  const strange = locked.filter(([, { integrity = '' }]) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity));
  expect(strange.map(([folder]) => folder)).toEqual([]);
});

test('none comes from a folder, a repository or an address that somebody wrote down', () => {
  expect(locked.filter(([, { resolved }]) => resolved !== undefined).map(([folder]) => folder)).toEqual([]);
});

test('those with a script that runs at their installation are named, and may not run it', () => {
  const withScript = locked.filter(([, it]) => it.hasInstallScript).map(([folder]) => nameOf(folder));
  expect(withScript.length).toBeGreaterThan(0);
  for (const name of withScript) expect(manifest.allowScripts[name], name).toBe(false);
});

test('the project itself has no such script', () => {
  const atInstallation = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish'];
  expect(Object.keys(manifest.scripts).filter((name) => atInstallation.includes(name))).toEqual([]);
});
