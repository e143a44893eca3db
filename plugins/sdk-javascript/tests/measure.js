'use strict';
// Cost of an echo run in the worker: node tests/measure.js [runs]. Not a test; prints figures.

const fs = require('node:fs');
const { FakeHost, RECEIPT } = require('./fake-host.js');

const RUNS = Number(process.argv[2] ?? 20000);
const SCRIPTS = {
  'echo.js': `const m = require('./middleware.js'); const s = new m.Sender(m.getSenderID());\nawait s.reply(await s.getMessage());`,
  'unawaited.js': `const { Sender, getSenderID } = require('middleware');\nasync function main() { const s = new Sender(getSenderID()); await s.reply(await s.getMessage()); }\nmain();`,
  'sibling.js': `const m = require('./middleware.js'); const t = require('./part'); const s = new m.Sender(m.getSenderID());\nawait s.reply(t.say(await s.getMessage()));`,
  'printing.js': `const m = require('./middleware.js'); const s = new m.Sender(m.getSenderID());\nconsole.log('got', 1); await s.reply(await s.getMessage());`,
  'reply.js': `sendText(GetContent());`,
  'echo.mjs': `import { Sender, getSenderID } from 'middleware';\nconst s = new Sender(getSenderID()); await s.reply(await s.getMessage());`,
};

function cpuMicros(pid) {
  const fields = fs
    .readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10000;
}

function resident(pid) {
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024);
}

async function measure(host, name, runs) {
  const file = `${host.plugins}/${name}`;
  const times = [];
  const before = cpuMicros(host.process.pid);
  for (let i = 0; i < runs; i++) {
    const params = host.startParams(file, { stamp: '1', dialect: name === 'reply.js' ? 'es5' : '' });
    const start = process.hrtime.bigint();
    const result = await host.request('run.start', params);
    times.push(Number(process.hrtime.bigint() - start) / 1000);
    if (!result.reusable || result.status !== 'ok') throw new Error(JSON.stringify(result));
  }
  const cpu = (cpuMicros(host.process.pid) - before) / runs;
  times.sort((a, b) => a - b);
  const at = (share) => Math.round(times[Math.floor(times.length * share)]);
  return `cpu ${Math.round(cpu)} µs/run, wall p50 ${at(0.5)} p99 ${at(0.99)} µs, rss ${resident(host.process.pid)} MiB`;
}

async function main() {
  for (const [name, text] of Object.entries(SCRIPTS)) {
    const host = await FakeHost.start();
    host.answers = { reply: RECEIPT };
    host.write('part.js', 'exports.say = (text) => text + "!";');
    host.write(name, text);
    const idle = resident(host.process.pid);
    await measure(host, name, 2000);
    host.calls = [];
    console.log(`${name.padEnd(14)} ${await measure(host, name, name.endsWith('.mjs') ? RUNS / 4 : RUNS)} (idle ${idle})`);
    await host.stop();
  }
}

main();
