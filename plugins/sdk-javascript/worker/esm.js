'use strict';

const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');
const { pathToFileURL, fileURLToPath } = require('node:url');

const CONDITIONS = ['node', 'import', 'module-sync', 'default'];

function synthetic(values, identifier) {
  const names = [...new Set(['default', ...Object.keys(values).filter((key) => key !== 'module.exports')])];
  return new vm.SyntheticModule(
    names,
    function () {
      for (const name of names) this.setExport(name, name in values ? values[name] : undefined);
    },
    { identifier },
  );
}

function ofCommon(exports, identifier) {
  const named = (typeof exports === 'object' || typeof exports === 'function') && exports !== null ? exports : {};
  const values = Object.create(null);
  for (const key of Object.keys(named)) values[key] = named[key];
  values.default = exports;
  return synthetic(values, identifier);
}

/** What a package's `exports` name for one entry under the conditions of `import`. */
function chosen(target) {
  if (typeof target === 'string' || target === null || target === undefined) return target ?? undefined;
  if (Array.isArray(target)) return target.map(chosen).find(Boolean);
  for (const [condition, value] of Object.entries(target)) {
    if (CONDITIONS.includes(condition)) {
      const found = chosen(value);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** A package that can only be imported: its file by the `exports` of its description, looked for upwards from a folder. */
function importOnly(specifier, from) {
  const [, name, entry] = /^((?:@[^/]+\/)?[^/]+)(\/.*)?$/.exec(specifier);
  for (let folder = from; ; folder = path.dirname(folder)) {
    const root = path.join(folder, 'node_modules', name);
    const described = path.join(root, 'package.json');
    if (fs.existsSync(described)) {
      const { exports } = JSON.parse(fs.readFileSync(described, 'utf8'));
      const byEntry = typeof exports === 'object' && exports !== null && Object.keys(exports).some((key) => key.startsWith('.'));
      const target = chosen(byEntry ? exports[`.${entry ?? ''}`] : entry === undefined ? exports : undefined);
      if (target !== undefined) return path.join(root, target);
    }
    if (folder === path.dirname(folder)) return undefined;
  }
}

/** Node does not tell the line of a syntax error in a module; that of the same text without its imports and exports is told. */
function placed(error, text, filename) {
  const plain = text.replace(/^[ \t]*import\b(?![ \t]*[(.]).*$/gm, '').replace(/^[ \t]*export[ \t]+(?:default[ \t]+)?/gm, '');
  try {
    new vm.Script(`(async () => {${plain}\n})`, { filename });
  } catch (same) {
    if (same.message === error.message) return same;
  }
  return error;
}

/** @param options of `vm.SourceTextModule`; the identifier is the file */
function compileModule(text, options) {
  try {
    return new vm.SourceTextModule(text, options);
  } catch (error) {
    throw placed(error, text, options.identifier);
  }
}

/** ES modules of one run. Its own files become modules that are forgotten with the run; packages are imported by Node. */
class RunEsm {
  #modules;
  #instances = new Map();
  #linking = Promise.resolve();

  constructor(modules) {
    this.#modules = modules;
  }

  /** Runs the script itself. */
  async runMain(file, text) {
    const module = this.#ownModule(file, text);
    await this.#link(module);
    await module.evaluate();
  }

  /** Answers a dynamic import. */
  async import(specifier, parent) {
    const module = await this.#moduleOf(String(specifier), parent);
    await this.#link(module);
    await module.evaluate();
    return module;
  }

  // One at a time: two graphs that share an unlinked file must not be linked at once.
  #link(module) {
    const linked = this.#linking.then(async () => {
      if (module.status === 'unlinked') await module.link((specifier, referrer) => this.#moduleOf(specifier, referrer.identifier));
    });
    this.#linking = linked.catch(() => {});
    return linked;
  }

  #ownModule(file, text) {
    const importModuleDynamically = (specifier) => this.import(specifier, file);
    const initializeImportMeta = (meta) => {
      meta.url = pathToFileURL(file).href;
      meta.filename = file;
      meta.dirname = path.dirname(file);
      meta.resolve = (specifier) => pathToFileURL(this.#modules.resolve(specifier, file)).href;
    };
    const module = compileModule(text, { identifier: file, importModuleDynamically, initializeImportMeta });
    this.#instances.set(file, module);
    return module;
  }

  async #moduleOf(specifier, parent) {
    const modules = this.#modules;
    if (modules.isSdk(specifier)) {
      const sdk = modules.sdk(specifier);
      return this.#kept(sdk, () => ofCommon(sdk, specifier));
    }
    if (modules.isBuiltin(specifier)) return this.#kept(specifier, () => ofCommon(modules.builtin(specifier), specifier));
    if (specifier.startsWith('data:')) return this.#native(specifier);
    const wanted = specifier.startsWith('file:') ? fileURLToPath(specifier.split('?')[0]) : specifier;
    const file = this.#resolve(wanted, parent);
    if (modules.isOwn(file)) return this.#own(file);
    if (file.endsWith('.json')) return this.#kept(file, () => ofCommon(modules.load(file), file));
    return this.#native(pathToFileURL(file).href);
  }

  #kept(key, make) {
    let module = this.#instances.get(key);
    if (module === undefined) {
      module = make();
      this.#instances.set(key, module);
    }
    return module;
  }

  #own(file) {
    const known = this.#instances.get(file);
    if (known !== undefined) return known;
    if (!file.endsWith('.json') && !file.endsWith('.node')) {
      const code = this.#modules.source(file);
      if (code.module !== undefined) return this.#ownModule(file, code.module);
    }
    return this.#kept(file, () => ofCommon(this.#modules.load(file), file));
  }

  async #native(url) {
    const namespace = await this.#modules.importPackage(url);
    return this.#kept(url, () => synthetic(namespace, url));
  }

  #resolve(specifier, parent) {
    try {
      return this.#modules.resolve(specifier, parent);
    } catch (error) {
      const found = /^[./]/.test(specifier) ? undefined : importOnly(specifier, path.dirname(parent));
      if (found === undefined) throw error;
      return found;
    }
  }
}

module.exports = { RunEsm, compileModule };
