import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { Manifest } from '../manifest.ts';
import type { Shipped } from './licences.ts';

export const billFile = 'sbom.cdx.json';

const Reference = v.looseObject({ type: v.string() });
const Component = v.looseObject({
  'bom-ref': v.string(),
  name: v.string(),
  version: v.string(),
  externalReferences: v.optional(v.array(Reference)),
});
const Bill = v.looseObject({
  bomFormat: v.literal('CycloneDX'),
  specVersion: v.string(),
  metadata: v.looseObject({ component: v.looseObject({ 'bom-ref': v.string(), version: v.string() }) }),
  components: v.array(Component),
  dependencies: v.array(v.looseObject({ ref: v.string(), dependsOn: v.array(v.string()) })),
});
type Component = v.InferOutput<typeof Component>;

/** What npm knows of everything the lock file names, as a CycloneDX document. */
export const npmBill = (root: string): unknown =>
  JSON.parse(
    execFileSync('npm', ['sbom', '--sbom-format=cyclonedx', '--package-lock-only', '--offline'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );

/** Where it was downloaded from and where it lay is nothing to who runs it. */
const plain = ({ externalReferences = [], properties: _, ...component }: Component): Component => ({
  ...component,
  // What is built into the pages is no less shipped than the rest.
  scope: 'required',
  externalReferences: externalReferences.filter(({ type }) => type !== 'distribution'),
});

const runtime = ({ node, platform }: Manifest): Component => ({
  'bom-ref': `node@${node}`,
  type: 'application',
  name: 'node',
  version: node,
  description: `The Node.js runtime for ${platform}, in bin/node`,
  purl: `pkg:generic/node@${node}`,
  licenses: [{ license: { id: 'MIT' } }],
  externalReferences: [{ type: 'website', url: 'https://nodejs.org' }],
});

/** The same for the same content: npm draws it by lot. */
const serial = (content: string): string => {
  const hex = createHash('sha256').update(content).digest('hex');
  const part = (from: number, to: number) => hex.slice(from, to);
  return `urn:uuid:${part(0, 8)}-${part(8, 12)}-8${part(13, 16)}-a${part(17, 20)}-${part(20, 32)}`;
};

/** npm's document, narrowed to what the release holds and the runtime, and the same for the same commit. */
export const billOfMaterials = (fromNpm: unknown, shipped: readonly Shipped[], manifest: Manifest): string => {
  const bill = v.parse(Bill, fromNpm);
  const kept = new Set(shipped.map(({ name, version }) => `${name}@${version}`));
  const components = bill.components.filter(({ name, version }) => kept.has(`${name}@${version}`)).map(plain);
  for (const it of components) kept.delete(`${it.name}@${it.version}`);
  if (kept.size > 0) throw new Error(`npm's bill of materials lacks ${[...kept].join(', ')}: run npm install again`);

  const ours = `hospital-kiosk@${manifest.version}`;
  const node = runtime(manifest);
  const byRef = new Map([...components, node].map((it) => [it['bom-ref'], it]));
  const refs = new Set([...byRef.keys()].sort());
  const known = (dependsOn: readonly string[]) => dependsOn.filter((it) => refs.has(it)).sort();
  const root = bill.metadata.component['bom-ref'];
  const dependencies = bill.dependencies
    .filter(({ ref }) => refs.has(ref) || ref === root)
    .map(({ ref, dependsOn }) => ({
      ref: ref === root ? ours : ref,
      dependsOn: ref === root ? known([...dependsOn, node['bom-ref']]) : known(dependsOn),
    }));
  const content = {
    bomFormat: bill.bomFormat,
    specVersion: bill.specVersion,
    version: 1,
    metadata: {
      timestamp: new Date(manifest.committedAt * 1000).toISOString(),
      component: {
        'bom-ref': ours,
        type: 'application',
        name: 'hospital-kiosk',
        version: manifest.version,
        purl: `pkg:npm/${ours}`,
        licenses: [{ license: { id: 'Apache-2.0' } }],
      },
    },
    components: [...refs].map((ref) => byRef.get(ref)),
    dependencies,
  };
  const { bomFormat, specVersion, ...rest } = content;
  const schema = `http://cyclonedx.org/schema/bom-${specVersion}.schema.json`;
  const document = { $schema: schema, bomFormat, specVersion, serialNumber: serial(JSON.stringify(content)), ...rest };
  return `${JSON.stringify(document, undefined, 2)}\n`;
};
