'use strict';
// What scripts can require and import.

const assert = require('node:assert/strict');
const path = require('node:path');
const { after, before, test } = require('node:test');
const { FakeHost } = require('./fake-host.js');

let host;
before(async () => {
  host = await FakeHost.start();
});
after(() => host.stop());

async function prints(text, expected, options) {
  const result = await host.run(text, options);
  assert.equal(result.status, 'ok', JSON.stringify(result.error));
  assert.equal(result.reusable, true);
  assert.equal(host.output.stdout.trim(), expected);
}

test('the SDK is found under all of its names, even with a stray copy in the folder', async () => {
  host.write('middleware.js', 'throw new Error("old copy")');
  await prints(
    "const names = ['./middleware.js', './middleware', 'middleware', 'middleware.js', '../middleware.js', '/middleware']; console.log(new Set(names.map((n) => require(n))).size, typeof require('middleware').Sender)",
    '1 function',
  );
  await prints(
    "import a, { Sender } from './middleware.js'; import * as b from 'middleware'; console.log(a.Sender === Sender, b.Sender === Sender, typeof b.del)",
    'true true function',
  );
});

test('sibling files, folders and JSON', async () => {
  host.write('lib/index.js', "exports.up = require('../tool'); exports.file = __filename;");
  host.write('tool.js', "exports.name = 'tool'; exports.parent = typeof module.parent;");
  host.write('data.json', '{"a": [1]}');
  host.write('pack/package.json', '{"main": "entry.cjs"}');
  host.write('pack/entry.cjs', 'module.exports = class Packed {};');
  await prints(
    "console.log(require('./lib').up.name, require('tool').name, require('./data').a[0], require('./data.json').a[0], require('./pack').name, require('./lib').file === require.resolve('./lib'))",
    'tool tool 1 1 Packed true',
  );
});

test('circular files see what is there so far', async () => {
  host.write('one.js', "exports.early = 1; exports.two = require('./two').sees; exports.late = 2;");
  host.write('two.js', "const one = require('./one'); exports.sees = [one.early, one.late];");
  await prints("console.log(JSON.stringify(require('./one')))", '{"early":1,"two":[1,null],"late":2}');
});

test('a changed sibling is seen by the next run, also one of the same run after leaving the cache', async () => {
  host.write('changing.js', 'module.exports = 1;');
  const text = "console.log(require('./changing'))";
  await prints(text, '1');
  host.write('changing.js', 'module.exports = 22;');
  await prints(text, '22');
  await prints(
    "const a = require('./changing'); require('fs').writeFileSync(__dirname + '/changing.js', 'module.exports = 333;'); delete require.cache[require.resolve('./changing')]; console.log(a, require('./changing'))",
    '22 333',
  );
});

test('a file that fails is loaded again by the next run', async () => {
  host.write('broken.js', '\nexports.x = ;');
  const result = await host.run("\nrequire('./broken')");
  assert.deepEqual([result.error.type, /broken\.js:2/.test(result.error.traceback)], ['SyntaxError', true]);
  host.write('broken.js', 'exports.x = 1;');
  await prints("console.log(require('./broken').x)", '1');
});

test('importJs and scoped names load other plugins', async () => {
  host.write('other.js', 'module.exports = { who: "other" };');
  host.write('author/thing.js', 'module.exports = { who: "thing" };');
  await prints(
    "console.log(importJs('other').who, importJs('other.js').who, (await importJs('author:thing')).who, require('author:thing').who, require('someone:other.js').who)",
    'other other thing thing other',
  );
  const outside = await host.run("importJs('../secret')");
  assert.match(outside.error.message, /outside of the plugin folder/);
  assert.match((await host.run("importJs('nothing')")).error.message, /no file nothing/);
});

test('packages and built-ins, with or without prefix', async () => {
  host.write('node_modules/plain/package.json', '{"name": "plain", "main": "m.js"}');
  host.write('node_modules/plain/m.js', "exports.x = require('./n');");
  host.write('node_modules/plain/n.js', 'module.exports = 8;');
  await prints(
    "console.log(require('plain').x, require('node:path') === require('path'), typeof require('fs/promises').readFile)",
    '8 true function',
  );
});

test('a module that is missing is named', async () => {
  const { error } = await host.run("\nrequire('no-such-package')");
  assert.equal(error.message, "Cannot find module 'no-such-package'");
  assert.equal(error.module, 'no-such-package');
  assert.equal(error.line, 2);
  const { message, module } = (await host.run("require('./nothing')")).error;
  assert.match(message, /no such file next to/);
  assert.equal(module, './nothing');
  assert.equal((await host.run("await import('@some/tea/leaf.js')")).error.module, '@some/tea');
  const raised = `throw Object.assign(new Error("Cannot find package 'tea' imported from /x"), { code: 'ERR_MODULE_NOT_FOUND' })`;
  assert.equal((await host.run(raised)).error.module, 'tea');
  await prints("try { require('nope') } catch (e) { console.log(e.code) }", 'MODULE_NOT_FOUND');
});

test('ES modules: .mjs, .js by its syntax, top-level await, import.meta', async () => {
  host.write(
    'es.mjs',
    "import { readFileSync } from 'node:fs';\nexport const kind = typeof readFileSync; export default 'def';\nawait null;",
  );
  const text =
    "import { Sender, getSenderID } from 'middleware';\nimport def, { kind } from './es.mjs';\nimport tool from './tool.js';\nimport { name } from './tool.js';\nimport path from 'path';\nconst s = new Sender(getSenderID());\nconsole.log(def, kind, tool.name, name, path.sep, await s.getMessage(), import.meta.url.startsWith('file:///'), import.meta.dirname.length > 0);";
  host.write('tool.js', "exports.name = 'tool';");
  await prints(text, 'def function tool tool / echo hello true true', { name: 'a.mjs' });
  await prints(text, 'def function tool tool / echo hello true true', { name: 'b.js' });
});

test('state of ES modules is forgotten, too', async () => {
  host.write('state.mjs', 'export let n = 0; export function next() { return ++n; }');
  for (let i = 0; i < 3; i++) await prints("import { next } from './state.mjs'; next(); console.log(next())", '2');
  host.write('state.mjs', 'export function next() { return "changed"; }');
  await prints("import { next } from './state.mjs'; console.log(next())", 'changed');
});

test('ES modules that import each other in a circle, and many imports at once', async () => {
  host.write('left.mjs', "import { right } from './right.mjs'; export const left = () => 'l'; export const both = () => left() + right();");
  host.write('right.mjs', "import { left } from './left.mjs'; export const right = () => 'r' + left();");
  await prints("import { both } from './left.mjs'; console.log(both())", 'lrl');
  await prints(
    "const all = await Promise.all([import('./left.mjs'), import('./right.mjs'), import('./left.mjs')]); console.log(all[0].both(), all[0] === all[2])",
    'lrl true',
  );
});

test('dynamic import in a script and in what it requires', async () => {
  host.write('lazy.js', "exports.load = () => import('./es.mjs');");
  await prints(
    "const a = await import('./es.mjs'); const b = await require('./lazy').load(); const c = await import('node:os'); console.log(a.default, a === b, typeof c.cpus)",
    'def true function',
  );
  await prints("try { await import('./missing.mjs') } catch (e) { console.log(e.code) }", 'MODULE_NOT_FOUND');
});

test('packages that can only be imported, and packages of both kinds', async () => {
  host.write(
    'node_modules/onlyesm/package.json',
    '{"name": "onlyesm", "type": "module", "exports": {".": {"import": "./i.js"}, "./sub": "./s.js"}}',
  );
  host.write('node_modules/onlyesm/i.js', "export const only = 'esm'; export default 1;");
  host.write('node_modules/onlyesm/s.js', "export const sub = 'sub';");
  await prints(
    "import one, { only } from 'onlyesm'; import { sub } from 'onlyesm/sub'; import plain from 'plain'; console.log(one, only, sub, plain.x)",
    '1 esm sub 8',
  );
  await prints("const { importModule } = require('middleware'); console.log((await importModule('onlyesm')).only)", 'esm');
});

test('requiring an ES module of the folder says how to load it', async () => {
  assert.match((await host.run("require('./es.mjs')")).error.message, /is an ES module; load it with: await import/);
});

test('errors in ES modules name their line', async () => {
  host.write('throws.mjs', "export function go() {\n  throw new TypeError('deep');\n}");
  const { error } = await host.run("import { go } from './throws.mjs';\n\ngo();", { name: 'c.mjs' });
  assert.deepEqual([error.type, error.line], ['TypeError', 3]);
  assert.match(error.traceback, /throws\.mjs:2:9[\s\S]*c\.mjs:3:1/);
});

test('process.exit works in ES modules', async () => {
  const result = await host.run("import 'node:fs'; process.exit(4); console.log('no');");
  assert.deepEqual([result.status, result.exit, result.reusable], ['ok', 4, true]);
});

test('files below another folder of the plugins are found', async () => {
  host.write('../more/extra.js', "exports.from = 'more';");
  const file = host.write('main.js', "console.log(require('extra').from)");
  const params = host.startParams(file);
  params.plugin.folders = [host.plugins, path.join(host.folder, 'more')];
  host.output.stdout = '';
  assert.equal((await host.request('run.start', params)).status, 'ok');
  assert.equal(host.output.stdout, 'more\n');
});
