'use strict';
// The check that only compiles.

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { test, after } = require('node:test');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'botyard-check-'));
after(() => fs.rmSync(folder, { recursive: true }));

function check(sources) {
  const files = Object.entries(sources).map(([name, text]) => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, text);
    return file;
  });
  const worker = path.join(__dirname, '..', 'botyard-worker.js');
  const done = spawnSync(process.execPath, ['--experimental-vm-modules', worker, 'check'], {
    input: JSON.stringify([...files, path.join(folder, 'gone.js')]),
    encoding: 'utf8',
  });
  assert.equal(done.status, 0, done.stderr);
  const told = done.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    told.map((one) => one.file),
    files,
  );
  return told.map((one) => `${one.line} ${one.message}`);
}

test('the line and the sentence of the interpreter are told', () => {
  assert.deepEqual(
    check({
      'a.js': "//[author: a]\nconst m = require('./middleware');\nawait m.push(;\n",
      'b.mjs': "import m from 'middleware';\nexport const x = ;\n",
      'c.js': '#!/usr/bin/env node\nfoo(]\n',
      'd.js': "import m from 'middleware';\nif (m {}\n",
    }),
    [
      "3 SyntaxError: Unexpected token ';'",
      "2 SyntaxError: Unexpected token ';'",
      "2 SyntaxError: Unexpected token ']'",
      "2 SyntaxError: Unexpected token '{'",
    ],
  );
});

test('what runs is accepted, and nothing is run', () => {
  const fine = check({
    'a.js': 'process.exit(7);',
    'b.js': 'if (await f()) return 1;\nreturn; // end',
    'c.js': "import m from './nowhere.js';\nawait m();",
    'd.mjs': "export default await import('./nowhere.js');",
    'e.js': '\ufeffvar await = 1; with (a) { b = 010; }',
    'f.cjs': 'module.exports = 1',
    'g.js': '',
  });
  assert.deepEqual(
    fine,
    fine.map(() => '0 '),
  );
});

test('what a script asks for is named with its first line, and what only looks so is not', () => {
  const file = path.join(folder, 'asks.mjs');
  fs.writeFileSync(
    file,
    `import tea from 'tea-a';
import { a,
  b } from "./own.js";
// require('no-comment')
/* import 'no-block' */ const text = "require('no-text')" + \`import 'no-template'\`;
export { c } from '@some/tea/leaf.js';
import('tea-a'); require('node:fs'); require('path'); require('./middleware'); await import('author:plugin');
`,
  );
  const worker = path.join(__dirname, '..', 'botyard-worker.js');
  const done = spawnSync(process.execPath, ['--experimental-vm-modules', worker, 'check'], {
    input: JSON.stringify([file]),
    encoding: 'utf8',
  });
  assert.deepEqual(JSON.parse(done.stdout).imports, [
    [1, 'tea-a'],
    [2, './own.js'],
    [6, '@some/tea'],
  ]);
});
