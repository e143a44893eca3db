'use strict';
// Entry of a worker process; with `check` it only compiles scripts, with `declare` it asks one for its handlers. Best started with --experimental-vm-modules, which is how ES modules can be forgotten after a
// run; without it the process starts itself a second time, which costs memory.

const vm = require('node:vm');

if (vm.SourceTextModule === undefined) {
  restartWithModules();
} else if (process.argv[2] === 'check') {
  require('./worker/check.js').check();
} else if (process.argv[2] === 'declare') {
  require('./worker/declare.js').declare();
} else {
  // Package managers that a script starts change nothing on this machine; what plugins need is added to them by the host.
  Object.assign(process.env, { PIP_REQUIRE_VIRTUALENV: '1', npm_config_dry_run: 'true' });
  require('./worker/serve.js').serve(process.env);
}

function restartWithModules() {
  const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, [...process.execArgv, '--experimental-vm-modules', ...process.argv.slice(1)], { stdio: 'inherit' });
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = signal === null ? code : 1;
  });
}
