// The list of chats and one chat with its messages.

import { html, useEffect, useLayoutEffect, useRef, useState } from './shared/preact.js';
import { actions, markOf, outcomes } from './outbox.js';
import { useCommands } from './commands.js';
import { Composer } from './composer.js';
import { Parts } from './parts.js';
import * as model from './state.js';
import { clock } from './shared/format.js';
import { t, day } from './words.js';

export function Sidebar({ accounts, current, status, open }) {
  const how = t({ online: 'online', 'logged-out': 'loggedOut' }[status.state] ?? 'connecting');
  return html`<nav class="sidebar" aria-label=${t('chats')}>
    <header><h1>${t('chats')}</h1>
      <a class="console" href="../">${t('console')}</a>
      <span class="line ${status.state}" title=${how}>
        <span class="sr">${how}</span></span></header>
    <div class="scroll">
      ${accounts.map(
        (account) => html`<section key=${account.id} aria-label=${account.name}>
        ${accounts.length > 1 && html`<h2 class="bot">${account.name} <small>${account.id}</small>${account.offline && html` <span class="away">${t('away')}</span>`}</h2>`}
        <${ChatList} account=${account} accounts=${accounts} kind="private" current=${current} open=${open} />
        <${ChatList} account=${account} accounts=${accounts} kind="group" current=${current} open=${open} />
      </section>`,
      )}
    </div>
  </nav>`;
}

function ChatList({ account, accounts, kind, current, open }) {
  const title = t(kind === 'private' ? 'private' : 'groups');
  const create = t(kind === 'private' ? 'newUser' : 'newGroup');
  return html`<div class="list">
    <div class="list-head">${accounts.length > 1 ? html`<h3>${title}</h3>` : html`<h2>${title}</h2>`}
      <button type="button" class="icon" aria-label=${create} title=${create} onClick=${() => open({ kind, account: account.id })}>＋</button></div>
    <ul>${model.chatsOf(account, kind).map((chat) => {
      const key = model.keyOf(account.id, chat.place);
      return html`<li key=${key}><${ChatRow} account=${account} accounts=${accounts} chat=${chat} chatKey=${key} chosen=${key === current} /></li>`;
    })}</ul>
  </div>`;
}

function ChatRow({ account, accounts, chat, chatKey, chosen }) {
  const title = model.titleOf(account, chat.place);
  const last = chat.messages.at(-1);
  const count = chosen && document.hasFocus() ? 0 : model.unread(chat, markOf(account, chatKey));
  return html`<a class="row ${account.offline ? 'offline' : ''}" href=${`#/${chatKey.split('/').map(encodeURIComponent).join('/')}`} aria-current=${chosen ? 'page' : undefined}>
    <${Avatar} id=${chat.place.id} name=${title} group=${chat.place.kind === 'group'} />
    <span class="row-text"><span class="row-title">${title}${accounts.length > 1 && html` <small>${model.labelOf(accounts, account)}</small>`}</span>
      <span class="row-last">${last ? model.brief(last, t) || '…' : t('withBot', { name: title, bot: account.name })}</span></span>
    <span class="row-side">${last && html`<time>${clock(last.time)}</time>`}
      ${count > 0 && html`<span class="badge" aria-label=${t('unread', { count })}>${count > 99 ? '99+' : count}</span>`}</span>
  </a>`;
}

function Avatar({ id, name, group, bot }) {
  const tone = [...id].reduce((sum, char) => (sum * 31 + char.codePointAt(0)) % 6, 7) % 6;
  return html`<span class="avatar tone-${bot ? 'bot' : tone} ${group ? 'many' : ''}" aria-hidden="true">${[...name][0]?.toUpperCase()}</span>`;
}

export function ChatView({ account, accounts, chat, chatKey, persona, speakAs, drafts, open }) {
  const [quote, setQuote] = useState(null);
  const { place } = chat;
  const title = model.titleOf(account, place);
  const group = place.kind === 'group' ? account.groups.get(place.id) : null;
  useEffect(() => {
    if (!account.offline) {
      outcomes.opened(account.id, place);
    }
  }, [account.id, account.offline, place.kind, place.id]);
  return html`<main class="chat">
    <header class="chat-head">
      <button type="button" class="icon back" aria-label=${t('back')} onClick=${() => actions.go('')}>←</button>
      <${Avatar} id=${place.id} name=${group ? title : account.name} group=${group} bot=${!group} />
      <div class="chat-title"><h1>${group ? title : account.name}</h1>
        <p>${group ? `${group.members.length + 1} ${t('members').toLowerCase()}` : t('you', { name: title })}${
          accounts.length > 1 && ` · ${t('answers', { bot: model.labelOf(accounts, account) })}`
        }</p></div>
      ${group && html`<button type="button" class="plain" onClick=${() => open({ kind: 'members', account: account.id, group: place.id })}>${t('members')}</button>`}
    </header>
    <${Log} account=${account} chat=${chat} persona=${persona} drafts=${drafts} quote=${setQuote} />
    ${account.offline && html`<p class="away-note" role="status">${t('awayNote', { bot: account.name })}</p>`}
    <${Composer} account=${account} place=${place} chatKey=${chatKey} persona=${persona} speakAs=${speakAs} quote=${quote} setQuote=${setQuote} open=${open} />
  </main>`;
}

function Log({ account, chat, persona, drafts, quote }) {
  const box = useRef(null);
  const inner = useRef(null);
  const stuck = useRef(true);
  const height = useRef(0);
  const [loading, setLoading] = useState(false);
  useLayoutEffect(() => {
    const follow = () => {
      if (stuck.current) {
        box.current.scrollTop = box.current.scrollHeight;
      }
    };
    follow();
    const watch = new ResizeObserver(follow);
    watch.observe(inner.current);
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    if (drafts.length) {
      stuck.current = true;
      box.current.scrollTop = box.current.scrollHeight;
    }
  }, [drafts.length]);
  const older = async () => {
    setLoading(true);
    stuck.current = false;
    height.current = box.current.scrollHeight - box.current.scrollTop;
    try {
      await actions.ask({ type: 'older', account: account.id, chat: chat.place, before: chat.messages[0]?.n ?? 0 });
      requestAnimationFrame(() => {
        if (box.current) {
          box.current.scrollTop = box.current.scrollHeight - height.current;
        }
      });
    } finally {
      setLoading(false);
    }
  };
  // Told a frame later, when the chat may be closed.
  const onScroll = ({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
    stuck.current = scrollHeight - scrollTop - clientHeight < 80;
  };
  const jump = (id) => {
    const target = document.getElementById(`m-${id}`);
    target?.scrollIntoView({ block: 'center' });
    target?.focus();
  };
  const blank = !chat.messages.length && !drafts.length;
  return html`<div class="log" ref=${box} onScroll=${onScroll} tabindex="0" role="log" aria-live="polite" aria-relevant="additions"
      aria-label=${t('messages')}>
    <div class="log-inner" ref=${inner}>
      ${chat.more && html`<button type="button" class="plain older" disabled=${loading} onClick=${older}>${t('older')}</button>`}
      ${blank && html`<${Blank} account=${account} chat=${chat} persona=${persona} />`}
      ${chat.messages.map(
        (message, index) => html`<${Entry} key=${message.id} account=${account} message=${message}
          before=${chat.messages[index - 1]} persona=${persona} quote=${quote} jump=${jump} />`,
      )}
      ${drafts.map((one) => html`<${Draft} key=${one.key} one=${one} />`)}
    </div>
  </div>`;
}

function Blank({ account, chat, persona }) {
  const commands = useCommands(account, chat.place, persona);
  const say = (text) => actions.send(account.id, chat.place, persona, [{ type: 'text', text }]);
  return html`<div class="empty">
    <${Avatar} id=${account.id} name=${account.name} bot=${true} />
    <h2>${t('emptyTitle', { bot: account.name })}</h2>
    <p>${t(chat.place.kind === 'group' ? 'emptyGroup' : 'emptyText')}</p>
    ${
      commands?.length > 0 &&
      html`<p>${t('commands')}</p>
      <div class="chips">${commands.map((text) => html`<button type="button" class="chip" key=${text} onClick=${() => say(text)}>${text}</button>`)}</div>`
    }
    ${commands?.length === 0 && html`<p class="quiet">${t('noCommands')}</p>`}
  </div>`;
}

function Entry({ account, message, before, persona, quote, jump }) {
  const newDay = !before || new Date(before.time).toDateString() !== new Date(message.time).toDateString();
  const separator = newDay && html`<div class="day" role="separator"><span>${day(message.time)}</span></div>`;
  if (!message.from) {
    return html`${separator}<p class="system">${model.brief(message, t)}</p>`;
  }
  const name = message.bot ? account.name : model.nameOf(account, message.from);
  if (message.recalled) {
    return html`${separator}<p class="system" id=${`m-${message.id}`}>${t('recalled', { name })}</p>`;
  }
  const mine = !message.bot && message.from === persona;
  const follows = !newDay && before?.from === message.from && !before.recalled && message.time - before.time < 300_000;
  const fate = message.bot ? null : outcomes.of(account.id, message.id);
  const replying = () => quote({ id: message.id, name, text: model.brief(message, t) });
  return html`${separator}<article id=${`m-${message.id}`} tabindex="-1" class="entry ${mine ? 'mine' : ''} ${follows ? 'follows' : ''}"
      aria-label=${`${name}, ${clock(message.time)}`}>
    ${!mine && html`<${Avatar} id=${message.from} name=${name} bot=${message.bot} />`}
    <div class="said">
      ${!mine && !follows && html`<span class="who">${name}${message.bot && html` <span class="tag">${t('bot')}</span>`}</span>`}
      <div class="bubble"><${Parts} parts=${message.parts ?? []} jump=${jump} />
        <span class="meta"><time dateTime=${new Date(message.time).toISOString()}>${clock(message.time)}</time>
          ${!message.bot && html`<${Tick} state=${message.state} fate=${fate} />`}</span></div>
      ${fate?.shown && html`<${Fate} fate=${fate} id=${message.id} />`}
    </div>
    <span class="tools"><button type="button" class="icon" aria-label=${t('replyTo', { name })} title=${t('reply')} onClick=${replying}>↩</button>
      ${
        !message.bot &&
        html`<button type="button" class="icon" aria-label=${t('recall')} title=${t('recall')}
        onClick=${() => actions.ask({ type: 'recall', account: account.id, id: message.id }).catch((error) => alert(error.message))}>⌫</button>`
      }</span>
  </article>`;
}

function Fate({ fate, id }) {
  return html`<p class="fate ${fate.bad ? 'bad' : ''}">${t(fate.word, fate.values)}${' '}
    <a href=${`../#/trace/${encodeURIComponent(`message:${id}`)}`} aria-label=${t('whyLabel')}>${t('why')}</a></p>`;
}

// That the host took a message says nothing of an answer; what stands below the message need not be said twice.
function Tick({ state, fate }) {
  const [sign, word] = {
    accepted: ['✓', fate && !fate.shown ? t(fate.word, fate.values) : t('received')],
    refused: ['!', t('refused')],
  }[state] ?? ['…', t('pending')];
  return html`<span class="tick ${state}" title=${word}><span aria-hidden="true">${sign}</span><span class="sr">${word}</span></span>`;
}

function Draft({ one }) {
  return html`<article class="entry mine draft ${one.failed ? 'failed' : ''}" aria-label=${one.failed ? t('failed') : t('sending')}>
    <div class="said"><div class="bubble"><${Parts} parts=${one.parts} />
      <span class="meta"><time>${clock(one.time)}</time><span class="tick">${one.failed ? '!' : '…'}</span></span></div>
      ${
        one.failed &&
        html`<p class="error" role="alert">${t('failed')}: ${one.failed}
        <button type="button" class="plain" onClick=${() => actions.again(one)}>${t('again')}</button>
        <button type="button" class="plain" onClick=${() => actions.discard(one)}>${t('discard')}</button></p>`
      }</div>
  </article>`;
}
