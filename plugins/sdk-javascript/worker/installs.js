// Scripts that call npm or pip themselves: nothing is installed, and the run's log says what to do instead.

const path = require('node:path');

const CHILDREN = /^(?:node:)?child_process$/;
const CALL = /(?:^|[\s;&|/(])(pip|npm|cnpm|pnpm|yarn)[\d.]*(?:\s+-\S+)*\s+(?:install|i|add)(?=\s|$)([^;&|]*)/;
const NAME = /^(?:@[\w.~-]+\/)?[A-Za-z0-9][\w.-]*(?:[=<>!~^@]\S*)?$/;
// Options that are followed by a value.
const VALUED = new Set(['-i', '--index-url', '--extra-index-url', '-r', '--requirement', '-t', '--target', '--prefix', '--registry']);

let watching = false;

/** From the first time on that somebody gets hold of what starts processes, all that are started are looked at. */
function lend(specifier) {
  if (watching || !CHILDREN.test(specifier)) return;
  watching = true;
  const children = require('node:child_process');
  // What starts one and goes on, in whatever way it is called, ends there.
  const { prototype } = children.ChildProcess;
  const { spawn } = prototype;
  prototype.spawn = function lookedAt(...given) {
    look([].concat(given[0]?.args ?? given[0]?.file ?? []));
    return Reflect.apply(spawn, this, given);
  };
  for (const name of ['spawnSync', 'execFileSync', 'execSync']) {
    const original = children[name];
    children[name] = function lookedAt(file, ...rest) {
      look([file].concat(Array.isArray(rest[0]) ? rest[0] : []));
      return original(file, ...rest);
    };
  }
}

/** Says what to do instead when a command that is about to be started installs packages. */
function look(words) {
  const found = CALL.exec(words.join(' '));
  if (found === null) return;
  const manager = found[1] === 'pip' ? 'pip' : 'npm';
  const names = [];
  const rest = found[2].split(/[\s"']+/);
  for (let at = 0; at < rest.length; at++) {
    if (VALUED.has(rest[at])) at++;
    else if (NAME.test(rest[at])) names.push(rest[at]);
  }
  const plugin = path.basename(process.argv[1] ?? '');
  process.stderr.write(
    `${found[1]} installs nothing from within a script; add what it needs with 'botyard packages add ${manager} ${names.join(' ') || 'PACKAGE'} ` +
      `--plugin ${plugin}', or with a header [dependency: ${names.join(', ') || 'PACKAGE'}]\n`,
  );
}

module.exports = { lend };
