'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { test } = require('node:test');
const { Sources } = require('../worker/source.js');

const GREETING = Buffer.from([0xc4, 0xe3, 0xba, 0xc3]); // in GBK

function returned(...parts) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'coding-'));
  try {
    const file = path.join(folder, 'a.js');
    fs.writeFileSync(file, Buffer.concat(parts.map((part) => Buffer.from(part))));
    return new Sources(() => {}).script(file, '1').run();
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

test('a comment in the first two lines names the coding', async () => {
  for (const head of ['// coding: gbk\n', '#!/usr/bin/env node\n/* -*- coding: GB2312 -*- */\n', '// vim: set fileencoding=gbk :\n']) {
    assert.strictEqual(await returned(head, "return '", GREETING, "';"), '你好', head);
  }
});

test('otherwise a script is UTF-8, with or without a mark', async () => {
  for (const head of ['', '\ufeff', '\ufeff// coding: gbk\n', 'let a;\n// coding: gbk\n', '// coding: klingon\n', '// coding: utf-8\n']) {
    assert.strictEqual(await returned(head, "return '你好';"), '你好', head);
  }
});
