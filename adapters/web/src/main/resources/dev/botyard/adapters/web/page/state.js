// What the page knows. Pure: a frame of the host changes the state and nothing else.

export const keyOf = (account, chat) => `${account}/${chat.kind}/${chat.id}`;

export function placeOf(key) {
  const [account, kind, id] = key.split('/');
  return { account, chat: { kind, id } };
}

export const empty = () => ({ accounts: new Map(), ready: false, heard: new Set() });

/** Applies a frame; answers whether anything changed. */
export function apply(state, frame) {
  switch (frame.type) {
    case 'account':
      enter(state, frame);
      return true;
    case 'gone':
      return leave(state, frame.account);
    case 'ready':
      state.ready = true;
      [...state.accounts.keys()].filter((id) => !state.heard.has(id)).forEach((id) => leave(state, id));
      return true;
    default:
      return change(state.accounts.get(frame.account), frame);
  }
}

/** What to tell the host after a reconnect, so that it sends only what is new. Accounts of which it says nothing then are away. */
export function known(state) {
  state.heard.clear();
  return Object.fromEntries([...state.accounts.values()].map(({ id, instance, rev }) => [id, { instance, rev }]));
}

/** An account that ends takes nothing with it: its chats stay, and what is written in them waits. */
function leave(state, id) {
  const account = state.accounts.get(id);
  state.heard.delete(id);
  if (account) {
    account.offline = true;
  }
  return Boolean(account);
}

/** Whether nobody takes what is written to this account now. */
export const away = (state, id) => state.ready && (state.accounts.get(id)?.offline ?? true);

/** What tells an account from the others: its name, and its id where another has the same. */
export function labelOf(accounts, account) {
  const alone = accounts.filter(({ name }) => name === account.name).length < 2;
  return alone ? account.name : `${account.name} (${account.id})`;
}

function enter(state, frame) {
  const before = state.accounts.get(frame.account);
  const account = {
    id: frame.account,
    name: frame.name,
    offline: false,
    instance: frame.instance,
    rev: frame.rev ?? 0,
    maxBytes: frame.maxBytes ?? 0,
    listening: (before?.listening ?? 0) + 1,
    users: new Map((frame.users ?? []).map((user) => [user.id, user])),
    groups: new Map((frame.groups ?? []).map((group) => [group.id, group])),
    chats: frame.reset || !before ? new Map() : before.chats,
  };
  for (const message of frame.messages ?? []) {
    put(account, message);
  }
  for (const place of frame.longer ?? []) {
    chatOf(account, place).more = true;
  }
  for (const user of account.users.values()) {
    chatOf(account, { kind: 'private', id: user.id });
  }
  for (const group of account.groups.values()) {
    chatOf(account, { kind: 'group', id: group.id });
  }
  state.accounts.set(account.id, account);
  state.heard.add(account.id);
}

function change(account, frame) {
  if (!account) {
    return false;
  }
  switch (frame.type) {
    case 'message':
      put(account, frame.message);
      account.rev = Math.max(account.rev, frame.message.rev);
      return true;
    case 'user':
      account.users.set(frame.user.id, frame.user);
      chatOf(account, { kind: 'private', id: frame.user.id });
      return true;
    case 'group':
      account.groups.set(frame.group.id, frame.group);
      chatOf(account, { kind: 'group', id: frame.group.id });
      return true;
    case 'dropped':
      (frame.chat.kind === 'group' ? account.groups : account.users).delete(frame.chat.id);
      return account.chats.delete(`${frame.chat.kind}/${frame.chat.id}`);
    case 'commands':
      // Without a key it is no answer, but says that plugins have changed.
      account.listening += frame.key ? 0 : 1;
      return !frame.key;
    case 'older': {
      const chat = chatOf(account, frame.chat);
      (frame.messages ?? []).forEach((message) => put(account, message));
      chat.more = frame.more ?? false;
      return true;
    }
    default:
      return false;
  }
}

function chatOf(account, place) {
  const key = `${place.kind}/${place.id}`;
  if (!account.chats.has(key)) {
    account.chats.set(key, { place, messages: [], more: false });
  }
  return account.chats.get(key);
}

/** Adds a message in order, or replaces an older state of it. */
function put(account, message) {
  const { messages } = chatOf(account, message.chat);
  let at = messages.length;
  while (at > 0 && messages[at - 1].n > message.n) {
    at -= 1;
  }
  if (at > 0 && messages[at - 1].n === message.n) {
    if (messages[at - 1].rev <= message.rev) {
      messages[at - 1] = message;
    }
  } else {
    messages.splice(at, 0, message);
  }
}

export function chat(state, key) {
  const { account, chat: place } = placeOf(key);
  return state.accounts.get(account)?.chats.get(`${place.kind}/${place.id}`);
}

/** The chats of an account: newest first, those without messages last. */
export function chatsOf(account, kind) {
  return [...account.chats.values()].filter((one) => one.place.kind === kind).sort((a, b) => last(b) - last(a));
}

const last = (one) => one.messages.at(-1)?.n ?? 0;

/** How many messages of others came after the mark. */
export function unread(one, mark) {
  return one.messages.filter((message) => message.n > mark && message.bot).length;
}

export const nameOf = (account, userId) => account.users.get(userId)?.name ?? userId;

export function titleOf(account, place) {
  return place.kind === 'group' ? (account.groups.get(place.id)?.name ?? place.id) : nameOf(account, place.id);
}

/** A message in one line. */
export function brief(message, words) {
  if (message.recalled) {
    return '';
  }
  return (message.parts ?? [])
    .map((part) => {
      switch (part.type) {
        case 'text':
        case 'markdown':
        case 'other':
          return part.text ?? '';
        case 'at':
          return `@${part.name ?? part.id}`;
        case 'at_all':
          return `@${words('all')}`;
        case 'reply':
          return '';
        case 'image':
          return `[${words('picture')}]`;
        case 'voice':
          return `[${words('voice')}]`;
        case 'video':
          return `[${words('film')}]`;
        case 'forward':
          return `[${words('forwarded')}]`;
        case 'card':
          return `[${words('card')}]`;
        default:
          return `[${part.name ?? part.type}]`;
      }
    })
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 120);
}

/** Splits what was typed into text and the mentions that were chosen. */
export function withMentions(text, mentions) {
  const chosen = mentions.filter(({ label }) => text.includes(label)).sort((a, b) => b.label.length - a.label.length);
  let parts = [{ type: 'text', text }];
  for (const { label, part } of chosen) {
    parts = parts.flatMap((piece) =>
      piece.type !== 'text'
        ? [piece]
        : piece.text.split(label).flatMap((words, index) => [...(index ? [part] : []), { type: 'text', text: words }]),
    );
  }
  return parts.filter((part) => part.type !== 'text' || part.text !== '');
}

/** A group id made of a name. */
export function slug(name) {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s/\\<>"]+/g, '-')
    .slice(0, 64);
}
