'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { createRequire, isBuiltin } = require('node:module');
const { MiddlewareError } = require('../sdk/host.js');
const installs = require('./installs.js');

const SDK = /^(?:(?:\.{0,2}\/)*middleware(?:\.[cm]?js)?|botyard)$/;
const HANDLERS = 'botyard';
const PANELS = /^(?:\.{0,2}\/)*(middleware_(?:ql|dd))(?:\.[cm]?js)?$/;
const ENDINGS = ['.js', '.cjs', '.json', '.mjs', '.node'];
const QINGLONG = path.join(__dirname, '..', 'replies', 'qinglong.js');
const PACKAGE_PART = `${path.sep}node_modules${path.sep}`;

const nativeRequires = new Map();

/** The package that a bare specifier asks for. */
function packageOf(specifier) {
  return /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
}

/** Node's own `require` of a folder: packages stay loaded from run to run. */
function nativeRequire(folder) {
  let found = nativeRequires.get(folder);
  if (found === undefined) {
    found = createRequire(path.join(folder, 'script.js'));
    nativeRequires.set(folder, found);
  }
  return found;
}

function isFile(name) {
  return fs.statSync(name, { throwIfNoEntry: false })?.isFile() === true;
}

function isFolder(name) {
  return fs.statSync(name, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** The file that a path without ending, or a folder, stands for. */
function fileOf(base) {
  if (isFile(base)) return base;
  for (const ending of ENDINGS) if (isFile(base + ending)) return base + ending;
  if (!isFolder(base)) return undefined;
  const described = path.join(base, 'package.json');
  if (isFile(described)) {
    const { main } = JSON.parse(fs.readFileSync(described, 'utf8'));
    if (typeof main === 'string' && path.resolve(base, main) !== base) {
      const found = fileOf(path.resolve(base, main));
      if (found !== undefined) return found;
    }
  }
  return ENDINGS.map((ending) => path.join(base, `index${ending}`)).find(isFile);
}

/** The modules of one run. Files of the plugin folders are loaded anew in each run; packages and built-ins are Node's. */
class RunModules {
  main;
  #folders;
  #cache = Object.create(null);
  #paths = [];
  #parts;
  #esm;

  /** @param parts `sources`, `isolation`, `sdk`, `handlersSdk`, `esmOf(modules)` of the worker */
  constructor(plugin, parts) {
    this.#parts = parts;
    const folder = plugin.folder || path.dirname(plugin.file);
    this.#folders = [...new Set([folder, ...(plugin.folders ?? []), path.dirname(plugin.file)])].map((one) => path.resolve(one));
  }

  get esm() {
    this.#esm ??= this.#parts.esmOf(this);
    return this.#esm;
  }

  /** Whether a file belongs to the plugin folders rather than to a package. */
  isOwn(file) {
    return !file.includes(PACKAGE_PART) && this.#folders.some((folder) => file.startsWith(folder + path.sep));
  }

  isSdk(specifier) {
    return SDK.test(specifier);
  }

  /** What an SDK name stands for: scripts' own functions, or those that make handlers. */
  sdk(specifier) {
    return specifier === HANDLERS ? this.#parts.handlersSdk : this.#parts.sdk;
  }

  builtin(specifier) {
    installs.lend(specifier);
    const exports = require(specifier);
    this.#parts.isolation.lend(specifier, exports);
    return exports;
  }

  isBuiltin(specifier) {
    return isBuiltin(specifier);
  }

  async importPackage(url) {
    const { isolation } = this.#parts;
    const namespace = await (isolation.knows(url) ? import(url) : isolation.importing(() => import(url)));
    isolation.lendPackage(url, namespace);
    return namespace;
  }

  source(file) {
    return this.#parts.sources.required(file);
  }

  addPaths(paths) {
    for (const one of paths) if (!this.#paths.includes(one)) this.#paths.unshift(one);
  }

  // ---- the script

  makeMain(file) {
    this.main = this.#makeModule(file, '.');
    return this.main;
  }

  #makeModule(file, id) {
    const module = { id, path: path.dirname(file), exports: {}, filename: file, loaded: false, children: [], paths: [], parent: null };
    this.#cache[file] = module;
    module.require = this.requireOf(file);
    return module;
  }

  requireOf(file) {
    const require = (specifier) => this.#require(specifier, file);
    require.resolve = (specifier) => (isBuiltin(specifier) ? specifier : this.resolve(String(specifier), file));
    require.main = this.main;
    require.cache = this.#cache;
    require.extensions = nativeRequire(path.dirname(file)).extensions;
    if (this.main === undefined) Object.defineProperty(require, 'main', { get: () => this.main });
    return require;
  }

  #require(specifier, parent) {
    if (typeof specifier !== 'string' || specifier === '') {
      throw new TypeError('The argument of require must be a text that is not empty.');
    }
    if (SDK.test(specifier)) return this.sdk(specifier);
    if (isBuiltin(specifier)) return this.builtin(specifier);
    return this.load(this.resolve(specifier, parent));
  }

  /** Exports of a resolved file. */
  load(file) {
    if (typeof file !== 'string') return file;
    if (!this.isOwn(file) || file.endsWith('.node')) {
      const native = nativeRequire(path.dirname(file));
      const exports = file in native.cache ? native(file) : this.#parts.isolation.loading(() => native(file));
      this.#parts.isolation.lendPackage(file, exports);
      return exports;
    }
    const known = this.#cache[file];
    if (known !== undefined) return known.exports;
    const module = this.#makeModule(file, file);
    try {
      this.#fill(module, file);
    } catch (error) {
      delete this.#cache[file];
      throw error;
    }
    module.loaded = true;
    return module.exports;
  }

  #fill(module, file) {
    if (file.endsWith('.json')) {
      module.exports = JSON.parse(fs.readFileSync(file, 'utf8'));
      return;
    }
    const code = this.#parts.sources.required(file);
    if (code.run === undefined) {
      throw new MiddlewareError(`${file} is an ES module; load it with: await import(${JSON.stringify(file)})`, 'es_module');
    }
    Reflect.apply(code.run, module.exports, [module.exports, module.require, module, file, path.dirname(file)]);
  }

  // ---- finding files

  /** The file a specifier means in a file; throws with the code MODULE_NOT_FOUND. */
  resolve(specifier, parent) {
    const placed = /^\.{1,2}(?:\/|$)/.test(specifier) || path.isAbsolute(specifier);
    const found = placed
      ? this.#relative(specifier, parent)
      : (this.#ofAnotherPlugin(specifier) ?? this.#inPaths(specifier) ?? this.#package(specifier, parent) ?? this.#sibling(specifier));
    if (found !== undefined) return found;
    const panel = PANELS.exec(specifier);
    if (panel !== null) return path.join(__dirname, '..', `${panel[1]}.js`);
    const own = placed || specifier.startsWith('.');
    const error = new Error(`Cannot find module '${specifier}'${own ? `: no such file next to ${parent} or in the plugin folders` : ''}`);
    Object.defineProperty(error, 'missing', { value: own ? specifier : packageOf(specifier) });
    error.code = 'MODULE_NOT_FOUND';
    throw error;
  }

  #relative(specifier, parent) {
    const direct = fileOf(path.resolve(path.dirname(parent), specifier));
    if (direct !== undefined || path.isAbsolute(specifier)) return direct;
    return this.#folders.map((folder) => fileOf(path.resolve(folder, specifier))).find(Boolean);
  }

  #sibling(specifier) {
    return this.#folders.map((folder) => fileOf(path.join(folder, specifier))).find(Boolean);
  }

  #ofAnotherPlugin(specifier) {
    return /^[^/\\:]+:[^:]/.test(specifier) && !/^(?:node|file|data|https?):/.test(specifier) ? this.#scoped(specifier) : undefined;
  }

  #scoped(target) {
    const colon = target.indexOf(':');
    const [scope, rest] = [target.slice(0, colon), target.slice(colon + 1)];
    for (const folder of this.#folders) {
      for (const base of [path.resolve(folder, scope, rest), path.resolve(folder, rest)]) {
        const found = this.isOwn(base) ? fileOf(base) : undefined;
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  #package(specifier, parent) {
    try {
      return nativeRequire(path.dirname(parent)).resolve(specifier);
    } catch (error) {
      if (error.code === 'MODULE_NOT_FOUND') return undefined;
      throw error;
    }
  }

  #inPaths(specifier) {
    for (const one of this.#paths) {
      const root = path.basename(one) === 'node_modules' ? path.dirname(one) : one;
      try {
        const found = nativeRequire(root).resolve(specifier);
        if (found.startsWith(root + path.sep)) return found;
      } catch (error) {
        if (error.code !== 'MODULE_NOT_FOUND') throw error;
      }
      const direct = fileOf(path.join(one, specifier));
      if (direct !== undefined) return direct;
    }
    return undefined;
  }

  // ---- for the SDK

  /** Whether a module can be loaded without installing anything. */
  has(name) {
    if (isBuiltin(name)) return true;
    try {
      this.resolve(name, this.main.filename);
      return true;
    } catch (error) {
      return error.code !== 'MODULE_NOT_FOUND';
    }
  }

  /** Loads a module in whichever way it can be loaded. */
  async loadAny(name) {
    try {
      return this.#require(name, this.main.filename);
    } catch (error) {
      if (!['ERR_REQUIRE_ESM', 'ERR_PACKAGE_PATH_NOT_EXPORTED', 'es_module'].includes(error.code)) throw error;
      return (await this.esm.import(name, this.main.filename)).namespace;
    }
  }

  importJs(target) {
    return this.load(this.#imported(target));
  }

  /** The file that a reply script means. `qinglong.js` is the SDK's where the plugin folders have none. */
  replyScript(target) {
    return this.#imported(target, target.replace(/\.js$/, '') === 'qinglong' ? QINGLONG : undefined);
  }

  #imported(target, own) {
    if (target === '') throw new MiddlewareError('importJs needs the name of a file.', 'invalid_request');
    const scoped = target.includes(':') ? this.#scoped(target) : undefined;
    const base = path.resolve(this.#folders[0], target);
    const inside = this.#folders.some((folder) => base.startsWith(folder + path.sep));
    if (scoped === undefined && !target.includes(':') && !inside) {
      throw new MiddlewareError(`importJs: ${target} lies outside of the plugin folder.`, 'outside');
    }
    const file = scoped ?? this.#sibling(target) ?? own;
    if (file === undefined)
      throw new MiddlewareError(`importJs: there is no file ${target} or ${target}.js in the plugin folder.`, 'not_found');
    return file;
  }
}

module.exports = { RunModules, nativeRequire, packageOf, PANELS, SDK, HANDLERS };
