'use strict';
// The declarations: complete, and accepted by TypeScript's compiler, which is fetched for the test when that is possible.

const assert = require('node:assert/strict');
const { execFileSync, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { test } = require('node:test');
const middleware = require('../middleware.js');

const ROOT = path.join(__dirname, '..');
const TYPESCRIPT = '5.9.3';
const CACHE = path.join(os.tmpdir(), `botyard-typescript-${TYPESCRIPT}-${process.getuid()}`);

function compiler() {
  const tsc = path.join(CACHE, 'node_modules', 'typescript', 'bin', 'tsc');
  if (fs.existsSync(tsc)) return tsc;
  fs.mkdirSync(CACHE, { recursive: true });
  const installed = spawnSync(
    'npm',
    ['install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', CACHE, `typescript@${TYPESCRIPT}`],
    { timeout: 60000, stdio: 'pipe' },
  );
  return installed.status === 0 && fs.existsSync(tsc) ? tsc : undefined;
}

function declared(text, type) {
  const body = new RegExp(`export class ${type} \\{([\\s\\S]*?)\\n\\}`).exec(text)[1];
  return new Set([...body.matchAll(/^ {2}(\w+)[(:]/gm)].map((match) => match[1]));
}

test('the declarations name every export and every method, and nothing else', () => {
  const text = fs.readFileSync(path.join(ROOT, 'middleware.d.ts'), 'utf8');
  const exported = new Set([...text.matchAll(/^export (?:function|class) (\w+)/gm)].map((match) => match[1]));
  assert.deepEqual([...exported].sort(), Object.keys(middleware).sort());
  for (const type of ['Sender', 'Cron']) {
    const methods = Object.getOwnPropertyNames(middleware[type].prototype).concat(type === 'Sender' ? 'senderID' : 'cronID');
    assert.deepEqual([...declared(text, type)].sort(), methods.sort());
  }
});

test('TypeScript accepts the declarations and a sample that uses every export', (context) => {
  const tsc = compiler();
  if (tsc === undefined) {
    console.error('*** TYPES NOT CHECKED: TypeScript could not be installed from npm ***');
    context.skip('TYPES NOT CHECKED: TypeScript could not be installed from npm');
    return;
  }
  const sample = path.join(__dirname, 'types.sample.ts');
  const used = fs.readFileSync(sample, 'utf8');
  assert.deepEqual(
    Object.keys(middleware).filter((name) => !new RegExp(`\\b${name}\\b`).test(used)),
    [],
  );
  try {
    execFileSync(
      process.execPath,
      [tsc, '--noEmit', '--strict', '--target', 'es2022', '--module', 'commonjs', '--lib', 'es2022,dom', sample],
      { stdio: 'pipe' },
    );
  } catch (error) {
    assert.fail(String(error.stdout));
  }
});
