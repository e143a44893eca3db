'use strict';

const fs = require('node:fs');
const path = require('node:path');
const botyard = require('../botyard.js');
const middleware = require('../middleware.js');
const { declared } = require('../sdk/handlers.js');
const { host, MiddlewareError } = require('../sdk/host.js');
const { RunEsm } = require('./esm.js');
const { describe, place } = require('./failure.js');
const { RunModules } = require('./modules.js');
const { Sources } = require('./source.js');

const isolation = {
  lend() {},
  lendPackage() {},
  knows: () => false,
  loading: (load) => load(),
  importing: (load) => load(),
};

function refuse(method) {
  return new MiddlewareError(
    `${method} cannot be called while the file is only asked for its handlers; what is said and asked belongs into a handler, not beside them.`,
    'declaring',
  );
}

/** The line of the file on which something is being called. */
function lineIn(file) {
  const places = (new Error('here').stack ?? '').split('\n').map(place);
  return places.find((at) => at?.file === file)?.line ?? 0;
}

/** Tells which handlers a file has, in the process of its own that `check` has started for it. */
function declare() {
  const { file, folders = [], paths = [] } = JSON.parse(fs.readFileSync(0, 'utf8'));
  const { exit } = process;
  const say = (told) => {
    fs.writeSync(3, JSON.stringify(told));
    exit.call(process, 0);
  };
  const plugin = { file, folder: path.dirname(file), folders, paths };
  const parts = { sources: undefined, isolation, sdk: middleware, handlersSdk: botyard, esmOf: (modules) => new RunEsm(modules) };
  const modules = new RunModules(plugin, parts);
  const { sources } = Object.assign(parts, { sources: new Sources((specifier, from) => modules.esm.import(specifier, from)) });
  modules.addPaths(paths);
  const run = { id: 'declaration', context: {}, mediaItems: null, handlers: [], modules, pluginName: '' };
  run.call = (method) => Promise.reject(refuse(method));
  run.place = () => lineIn(file);
  host.run = run;
  const tell = () => say({ handlers: declared(run.handlers) });
  const fail = (error) => {
    const { type, message, line, module } = describe(error, file, (own) => modules.isOwn(own));
    const text = error?.code === 'declaring' ? message : `${type}: ${message}`;
    say({ line: line ?? 0, message: text, ...(module === undefined ? {} : { module }) });
  };
  process.exit = tell;
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  process.on('beforeExit', () => fail(new Error('The script waits at its top level for a promise that nothing can settle any more.')));
  process.argv = [process.execPath, file, run.id];
  process.chdir(plugin.folder);
  execute(file, modules, sources).then(tell, fail);
}

async function execute(file, modules, sources) {
  const code = sources.script(file);
  const main = modules.makeMain(file);
  if (code.module !== undefined) return modules.esm.runMain(file, code.module);
  return Reflect.apply(code.run, main.exports, [main.exports, main.require, main, file, path.dirname(file)]);
}

module.exports = { declare };
