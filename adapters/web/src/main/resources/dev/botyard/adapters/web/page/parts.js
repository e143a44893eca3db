// The parts of a message. Text never becomes HTML: everything goes through elements made one by one.

import { html, useState } from './shared/preact.js';
import { parse, linked } from './markdown.js';
import { size } from './shared/format.js';
import { t } from './words.js';

export const Parts = ({ parts, jump }) => parts.map((part, index) => html`<${Part} key=${index} part=${part} jump=${jump} />`);

function Part({ part, jump }) {
  switch (part.type) {
    case 'text':
      return html`<span class="text">${tree(linked(part.text ?? ''))}</span>`;
    case 'markdown':
      return html`<div class="markdown">${tree(parse(part.text ?? ''))}</div>`;
    case 'at':
      return html`<span class="mention">@${part.name ?? part.id}</span>`;
    case 'at_all':
      return html`<span class="mention">@${t('all')}</span>`;
    case 'reply':
      return html`<button type="button" class="quote" onClick=${() => jump?.(part.id)}>${part.text || '…'}</button>`;
    case 'image':
      return html`<${Picture} part=${part} />`;
    case 'voice':
      return html`<${Voice} part=${part} />`;
    case 'video':
      return html`<${Film} part=${part} />`;
    case 'file':
      return html`<${FileCard} part=${part} />`;
    case 'forward':
      return html`<details class="forward"><summary>${t('forwarded')} (${part.nodes?.length ?? 0})</summary>
      ${(part.nodes ?? []).map((node) => html`<div class="node"><b>${node.name}</b> <${Parts} parts=${node.parts ?? []} /></div>`)}</details>`;
    case 'card':
      return html`<details class="card"><summary>${t('card')}</summary><pre>${pretty(part.text)}</pre></details>`;
    default:
      return html`<span class="other">${part.text ?? `[${part.type}]`}</span>`;
  }
}

const TAGS = new Set([
  'p',
  'h3',
  'h4',
  'h5',
  'h6',
  'hr',
  'blockquote',
  'ul',
  'ol',
  'li',
  'pre',
  'code',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'strong',
  'em',
  'del',
  'a',
]);

const tree = (nodes) =>
  nodes.map((node) => {
    if (typeof node === 'string') {
      return node;
    }
    if (!TAGS.has(node.tag)) {
      return null;
    }
    return node.tag === 'a'
      ? html`<a href=${node.href} target="_blank" rel="noopener noreferrer nofollow">${tree(node.children)}</a>`
      : html`<${node.tag}>${tree(node.children)}<//>`;
  });

const address = (part) => `media/${encodeURIComponent(part.media)}`;

function Picture({ part }) {
  const [lost, setLost] = useState(false);
  return lost
    ? html`<${FileCard} part=${part} />`
    : html`<a class="picture" href=${address(part)} target="_blank" rel="noopener"><img src=${address(part)} alt=${part.name || t('picture')}
        onError=${() => setLost(true)} /></a>`;
}

function Voice({ part }) {
  const [lost, setLost] = useState(!playable('audio', part.mime));
  return html`${
    lost
      ? html`<${FileCard} part=${part} />`
      : html`<audio controls preload="metadata" src=${address(part)} aria-label=${t('voice')} onError=${() => setLost(true)}></audio>`
  }
    ${part.text && html`<p class="transcript">${part.text}</p>`}`;
}

function Film({ part }) {
  const [lost, setLost] = useState(!playable('video', part.mime));
  return lost
    ? html`<${FileCard} part=${part} />`
    : html`<video controls preload="metadata" src=${address(part)} aria-label=${part.name || t('film')} onError=${() => setLost(true)}></video>`;
}

const playable = (kind, mime) => document.createElement(kind).canPlayType(mime ?? '') !== '';

function FileCard({ part }) {
  return html`<a class="file" href=${`${address(part)}?download`} download=${part.name} aria-label=${`${t('download')} ${part.name}`}>
    <span class="file-icon" aria-hidden="true">↓</span>
    <span class="file-text"><span class="file-name">${part.name}</span><span class="file-size">${size(part.size ?? 0)}</span></span></a>`;
}

function pretty(json) {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
