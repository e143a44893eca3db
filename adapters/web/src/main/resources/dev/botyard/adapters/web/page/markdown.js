// A safe subset of Markdown as a tree: nothing in it can become an element or an attribute that is not listed here, HTML stays text,
// and links lead only to http, https and mailto.

const MAX_DEPTH = 8;

/** Blocks: {tag, children} where children are blocks, inlines or strings. */
export function parse(source, depth = 0) {
  const lines = source.replace(/\r\n?/g, '\n').split('\n');
  const blocks = [];
  let at = 0;
  while (at < lines.length) {
    const taken = block(lines, at, blocks, depth);
    at += Math.max(1, taken);
  }
  return blocks;
}

function block(lines, at, blocks, depth) {
  const line = lines[at];
  if (!line.trim()) {
    return 1;
  }
  const fence = /^ {0,3}(`{3,}|~{3,})\s*([\w+-]*)/.exec(line);
  if (fence) {
    return fenced(lines, at, fence[1], blocks);
  }
  const heading = /^ {0,3}(#{1,6})\s+(.*?)\s*#*$/.exec(line);
  if (heading) {
    blocks.push({ tag: `h${Math.min(6, heading[1].length + 2)}`, children: inline(heading[2]) });
    return 1;
  }
  if (/^ {0,3}([-*_])( *\1){2,} *$/.test(line)) {
    blocks.push({ tag: 'hr', children: [] });
    return 1;
  }
  if (/^ {0,3}>/.test(line) && depth < MAX_DEPTH) {
    const inner = run(lines, at, (one) => /^ {0,3}>/.test(one));
    blocks.push({ tag: 'blockquote', children: parse(inner.map((one) => one.replace(/^ {0,3}> ?/, '')).join('\n'), depth + 1) });
    return inner.length;
  }
  if (item(line) && depth < MAX_DEPTH) {
    return list(lines, at, blocks, depth);
  }
  if (line.includes('|') && /^[\s|:-]*-[\s|:-]*$/.test(lines[at + 1] ?? '') && lines[at + 1].includes('|')) {
    return table(lines, at, blocks);
  }
  const words = run(lines, at, (one, index) => one.trim() && (index === 0 || !starts(one)));
  blocks.push({ tag: 'p', children: inline(words.join('\n')) });
  return words.length;
}

const item = (line) => /^( {0,3})([-*+]|\d{1,9}[.)])\s+(.*)$/.exec(line);
const starts = (line) => /^ {0,3}(`{3,}|~{3,}|#{1,6}\s|>)/.test(line) || item(line);

function run(lines, from, wanted) {
  const taken = [];
  while (from + taken.length < lines.length && wanted(lines[from + taken.length], taken.length)) {
    taken.push(lines[from + taken.length]);
  }
  return taken;
}

function fenced(lines, at, mark, blocks) {
  const inner = run(lines, at + 1, (one) => !one.trim().startsWith(mark));
  blocks.push({ tag: 'pre', children: [{ tag: 'code', children: [inner.join('\n')] }] });
  return inner.length + 2;
}

function list(lines, at, blocks, depth) {
  const ordered = /\d/.test(item(lines[at])[2]);
  const items = [];
  let index = at;
  while (index < lines.length) {
    const match = item(lines[index]);
    if (match && /\d/.test(match[2]) === ordered) {
      items.push([match[3]]);
    } else if (items.length && /^\s{2,}\S/.test(lines[index])) {
      items.at(-1).push(lines[index].replace(/^ {2,4}|^\t/, ''));
    } else {
      break;
    }
    index += 1;
  }
  const children = items.map((words) => {
    const inner = parse(words.join('\n'), depth + 1);
    return { tag: 'li', children: inner.length && inner[0].tag === 'p' ? [...inner[0].children, ...inner.slice(1)] : inner };
  });
  blocks.push({ tag: ordered ? 'ol' : 'ul', children });
  return index - at;
}

function table(lines, at, blocks) {
  const rows = run(lines, at, (one) => one.includes('|'));
  const cells = (row) =>
    row
      .trim()
      .replace(/^\||\|$/g, '')
      .split('|')
      .map((cell) => cell.trim());
  const row = (tag) => (line) => ({ tag: 'tr', children: cells(line).map((cell) => ({ tag, children: inline(cell) })) });
  blocks.push({
    tag: 'table',
    children: [
      { tag: 'thead', children: [row('th')(rows[0])] },
      { tag: 'tbody', children: rows.slice(2).map(row('td')) },
    ],
  });
  return rows.length;
}

const INLINE = [
  [/\\([\\`*_{}[\]()#+\-.!~>|])/, (match) => match[1]],
  [/(`+)([^`]|[^`][\s\S]*?[^`])\1(?!`)/, (match) => ({ tag: 'code', children: [match[2].trim() || match[2]] })],
  [/!?\[([^\]\n]{1,500})\]\(\s*<?([^\s)>]{1,2000})>?(?:\s+"[^"]*")?\s*\)/, link],
  [/\*\*(?=\S)([\s\S]{1,2000}?\S)\*\*|__(?=\S)([\s\S]{1,2000}?\S)__(?!\w)/, (match, depth) => wrap('strong', match[1] ?? match[2], depth)],
  [/~~(?=\S)([\s\S]{1,2000}?\S)~~/, (match, depth) => wrap('del', match[1], depth)],
  [
    /\*(?=[^\s*])([^*\n]{0,2000}[^\s*])\*|(?<!\w)_(?=[^\s_])([^_\n]{0,2000}[^\s_])_(?!\w)/,
    (match, depth) => wrap('em', match[1] ?? match[2], depth),
  ],
  [/\bhttps?:\/\/[^\s<>"]{1,2000}[^\s<>"'.,;:!?)\]}，。；：！？）]/, (match) => anchor(match[0], [match[0]])],
];

/** Inlines: strings and {tag, href?, children}. */
export function inline(text, depth = 0) {
  return scan(text, depth, INLINE);
}

/** Plain text whose addresses are links. */
export const linked = (text) => scan(text, 0, INLINE.slice(-1));

function scan(text, depth, rules) {
  const out = [];
  let rest = text;
  while (rest) {
    const first = earliest(rest, rules);
    if (!first || depth > MAX_DEPTH) {
      out.push(rest);
      break;
    }
    if (first.match.index > 0) {
      out.push(rest.slice(0, first.match.index));
    }
    out.push(first.make(first.match, depth));
    rest = rest.slice(first.match.index + first.match[0].length);
  }
  return out;
}

function earliest(text, rules) {
  let best = null;
  for (const [pattern, make] of rules) {
    const match = pattern.exec(text);
    if (match && (!best || match.index < best.match.index)) {
      best = { match, make };
    }
  }
  return best;
}

const wrap = (tag, text, depth) => ({ tag, children: inline(text, depth + 1) });

function link(match, depth) {
  const href = match[2];
  return /^(https?:\/\/|mailto:)/i.test(href) ? anchor(href, inline(match[1], depth + 1)) : match[0];
}

const anchor = (href, children) => ({ tag: 'a', href, children });
