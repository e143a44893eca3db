// Bundles the console's editor and lists what is in it: `npm ci && node bundle.mjs` writes console/codemirror.js and its parts in
// shared/vendored.json among the runtime's resources. To take newer versions, change package.json and `npm install` first.

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const resources = new URL('../../src/main/resources/', import.meta.url);
const bundle = 'console/codemirror.js';
const list = new URL('shared/vendored.json', resources);
const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');

/** The packages of which something is in the bundle, by name. */
function parts({ outputs: [output] }) {
  const taken = Object.entries(output.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  const names = taken.flatMap(([path]) => path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1] ?? []);
  return [...new Set(names)].sort().map((name) => JSON.parse(read(`node_modules/${name}/package.json`)));
}

const { outputFiles, metafile } = await build({
  entryPoints: ['codemirror.mjs'],
  absWorkingDir: new URL('.', import.meta.url).pathname,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  legalComments: 'none',
  metafile: true,
  write: false,
});
const packages = parts({ outputs: Object.values(metafile.outputs) });
const licence = read('node_modules/@codemirror/view/LICENSE').trim();
const names = packages.map(({ name, version }) => `${name} ${version}`).join(', ');
const text = `/*!\nBundled by runtime/vendored/codemirror from ${names}.\n\n${licence}\n*/\n${outputFiles[0].text}`;
writeFileSync(new URL(bundle, resources), text);

const purl = ({ name, version }) => `pkg:npm/${name.replace('@', '%40')}@${version}`;
const listed = packages.map((part) => ({
  type: 'library',
  'bom-ref': purl(part),
  name: part.name,
  version: part.version,
  description: `inside of ${bundle}`,
  hashes: [{ alg: 'SHA-256', content: createHash('sha256').update(text).digest('hex') }],
  licenses: [{ license: { id: part.license } }],
  copyright: licence.match(/^Copyright .*$/m)[0],
  purl: purl(part),
  evidence: { occurrences: [{ location: bundle }] },
}));
const others = JSON.parse(readFileSync(list, 'utf8')).filter(({ evidence }) => evidence.occurrences[0].location !== bundle);
const lines = [...others, ...listed].map((part) => `  ${JSON.stringify(part)}`);
writeFileSync(list, `[\n${lines.join(',\n')}\n]\n`);
console.log(`${bundle}: ${text.length} bytes of ${packages.length} packages`);
