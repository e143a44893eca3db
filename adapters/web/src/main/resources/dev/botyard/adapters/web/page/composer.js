// Where a message is written: text with mentions, attachments with progress, voice recordings, a quotation.

import { html, useEffect, useRef, useState } from './shared/preact.js';
import { actions } from './outbox.js';
import { withMentions, nameOf } from './state.js';
import { size } from './shared/format.js';
import { language } from './shared/words.js';
import { t } from './words.js';

const PIECE = 1024 * 1024;

export function Composer({ account, place, chatKey, persona, speakAs, quote, setQuote, open }) {
  const box = useRef(null);
  const files = useRef(null);
  const [text, setText] = useState(() => sessionStorage.getItem(`botyard.draft ${chatKey}`) ?? '');
  const [mentions, setMentions] = useState([]);
  const [attached, setAttached] = useState([]);
  const [problem, setProblem] = useState('');
  const [dragging, setDragging] = useState(false);
  const group = place.kind === 'group' ? account.groups.get(place.id) : null;
  const picker = useMentions({ account, group, box, text, setText, setMentions });
  useEffect(() => {
    if (matchMedia('(hover: hover)').matches) {
      box.current.focus();
    }
  }, [chatKey, quote]);
  useEffect(() => {
    sessionStorage.setItem(`botyard.draft ${chatKey}`, text);
    box.current.style.height = 'auto';
    box.current.style.height = `${Math.min(box.current.scrollHeight + 2, 180)}px`;
  }, [text, chatKey]);
  const update = (id, change) => setAttached((all) => all.map((one) => (one.id === id ? { ...one, ...change } : one)));
  const attach = (list, type) =>
    [...list].forEach(async (file) => {
      if (file.size > account.maxBytes) {
        setProblem(t('tooLarge', { name: file.name, size: size(file.size), limit: size(account.maxBytes) }));
        return;
      }
      setProblem('');
      const one = {
        id: crypto.getRandomValues(new Uint32Array(4)).join('-'),
        name: file.name,
        type: type ?? kindOf(file.type),
        progress: 0,
        stop: new AbortController(),
      };
      setAttached((all) => [...all, one]);
      try {
        const stored = await upload(account.id, one, file, (progress) => update(one.id, { progress }));
        if (type === 'voice') {
          setAttached((all) => all.filter((other) => other.id !== one.id));
          actions.send(account.id, place, persona, [part({ ...one, stored })]);
        } else {
          update(one.id, { stored, progress: 1 });
        }
      } catch (error) {
        setAttached((all) => all.filter((other) => other.id !== one.id));
        if (error.name !== 'AbortError') {
          setProblem(t('uploadFailed', { name: file.name, reason: error.message }));
        }
      }
    });
  const ready = attached.every((one) => one.stored);
  const send = () => {
    const words = text.trim() ? withMentions(text.trim(), mentions) : [];
    if (!ready || (!words.length && !attached.length)) {
      return;
    }
    actions.send(account.id, place, persona, [
      ...(quote ? [{ type: 'reply', id: quote.id, text: quote.text }] : []),
      ...words,
      ...attached.map(part),
    ]);
    setText('');
    setMentions([]);
    setAttached([]);
    setQuote(null);
    setProblem('');
    box.current.focus();
  };
  const onKey = (event) => {
    if (picker.onKey(event)) {
      return;
    }
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
      event.preventDefault();
      send();
    } else if (event.key === 'Escape' && quote) {
      setQuote(null);
    }
  };
  const drop = (event) => {
    event.preventDefault();
    setDragging(false);
    attach(event.dataTransfer.files);
  };
  return html`<form class="composer ${dragging ? 'dragging' : ''}" onSubmit=${(event) => {
    event.preventDefault();
    send();
  }}
      onDragOver=${(event) => {
        event.preventDefault();
        setDragging(true);
      }} onDragLeave=${() => setDragging(false)} onDrop=${drop}>
    ${problem && html`<p class="error" role="alert">${problem} <button type="button" class="icon" aria-label=${t('close')} onClick=${() => setProblem('')}>✕</button></p>`}
    ${
      quote &&
      html`<div class="quoting"><span><b>${quote.name}</b> ${quote.text}</span>
      <button type="button" class="icon" aria-label=${t('cancel')} onClick=${() => setQuote(null)}>✕</button></div>`
    }
    ${
      attached.length > 0 &&
      html`<ul class="attached">${attached.map(
        (one) => html`<li key=${one.id}>
      <span>${one.stored ? one.name : t('uploading', { name: one.name, percent: Math.round(one.progress * 100) })}</span>
      <button type="button" class="icon" aria-label=${t('remove', { name: one.name })}
        onClick=${() => {
          one.stop.abort();
          setAttached((all) => all.filter((other) => other.id !== one.id));
        }}>✕</button></li>`,
      )}</ul>`
    }
    ${
      group &&
      html`<div class="speaker"><label>${t('speakAs')} <select value=${persona} onChange=${(event) => {
        if (event.target.value === '') {
          event.target.value = persona;
          open({ kind: 'private', account: account.id, done: speakAs });
        } else {
          speakAs(event.target.value);
        }
      }}>${[...account.users.values()].map((user) => html`<option value=${user.id}>${user.name}</option>`)}
      <option value="">${t('newUser')}…</option></select></label></div>`
    }
    <div class="write">
      ${picker.list}
      <input type="file" multiple hidden ref=${files} onChange=${(event) => {
        attach(event.target.files);
        event.target.value = '';
      }} />
      <button type="button" class="icon" aria-label=${t('attach')} title=${t('attach')} onClick=${() => files.current.click()}><${Clip} /></button>
      <textarea ref=${box} rows="1" value=${text} aria-label=${t('message')} placeholder=${t('placeholder')} title=${t('hint')} maxlength="20000"
        aria-autocomplete=${group ? 'list' : undefined} aria-controls=${group ? 'mentions' : undefined} aria-activedescendant=${picker.active}
        onInput=${(event) => setText(event.target.value)} onKeyDown=${onKey}
        onPaste=${(event) => {
          if (event.clipboardData.files.length) {
            event.preventDefault();
            attach(event.clipboardData.files);
          }
        }}></textarea>
      <${Recorder} done=${(file) => attach([file], 'voice')} fail=${(reason) => setProblem(t('noMicrophone', { reason }))} />
      <button type="submit" class="send" aria-label=${t('send')} title=${t('send')} disabled=${!ready || (!text.trim() && !attached.length)}><${Arrow} /></button>
    </div>
  </form>`;
}

const Clip = () =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M8 12.5l6-6a3 3 0 0 1 4.3 4.2l-8 8a5 5 0 0 1-7-7l7.5-7.6" /></svg>`;
const Arrow = () => html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 19V5M6 11l6-6 6 6" /></svg>`;
const Mic = () =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true"><rect x="9" y="3" width="6" height="11" rx="3" /><path d="M5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21" /></svg>`;

const kindOf = (mime) =>
  mime === 'image/svg+xml'
    ? 'file'
    : mime.startsWith('image/')
      ? 'image'
      : mime.startsWith('video/')
        ? 'video'
        : mime.startsWith('audio/')
          ? 'voice'
          : 'file';

const part = ({ type, stored }) => ({ type, media: stored.id, name: stored.name, mime: stored.mime, size: stored.size });

/** Sends a file in pieces; answers what the host stored. */
async function upload(account, one, file, onProgress) {
  let offset = 0;
  do {
    const piece = file.slice(offset, offset + PIECE);
    const query = new URLSearchParams({ account, id: one.id, name: file.name, offset, size: file.size });
    const answer = await fetch(`upload?${query}`, {
      method: 'POST',
      body: piece,
      signal: one.stop.signal,
      headers: { 'X-Botyard-Page': '1', 'Accept-Language': language, 'Content-Type': file.type || 'application/octet-stream' },
    });
    if (answer.status === 201) {
      return answer.json();
    }
    if (!answer.ok) {
      throw new Error((await answer.text()) || `HTTP ${answer.status}`);
    }
    offset += piece.size;
    onProgress(offset / file.size);
  } while (offset < file.size);
  throw new Error('incomplete');
}

function useMentions({ account, group, box, text, setText, setMentions }) {
  const [chosen, setChosen] = useState(0);
  const [closed, setClosed] = useState('');
  const before = text.slice(0, box.current?.selectionStart ?? text.length);
  const typed = group && /(?:^|\s)@([^\s@]{0,32})$/.exec(before);
  const all = typed
    ? [
        { id: account.id, name: account.name, bot: true },
        ...group.members.map(({ id }) => ({ id, name: nameOf(account, id) })),
        { id: '', name: t('all') },
      ]
    : [];
  const found =
    typed && closed !== text ? all.filter((one) => `${one.name} ${one.id}`.toLowerCase().includes(typed[1].toLowerCase())).slice(0, 8) : [];
  const index = Math.min(chosen, found.length - 1);
  const take = (one) => {
    const label = `@${one.name}`;
    const head = before.slice(0, before.length - typed[1].length - 1);
    setMentions((list) => [
      ...list.filter((other) => other.label !== label),
      { label, part: one.id ? { type: 'at', id: one.id, name: one.name } : { type: 'at_all' } },
    ]);
    setText(`${head}${label} ${text.slice(before.length)}`);
    setChosen(0);
    box.current.focus();
  };
  const onKey = (event) => {
    if (!found.length || event.isComposing) {
      return false;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      setChosen((index + step + found.length) % found.length);
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      take(found[index]);
    } else if (event.key === 'Escape') {
      setClosed(text);
    } else {
      return false;
    }
    event.preventDefault();
    return true;
  };
  const list =
    found.length > 0 &&
    html`<ul class="mentions" id="mentions" role="listbox" aria-label=${t('mentions')}>
    ${found.map(
      (one, at) => html`<li key=${one.id} id=${`mention-${at}`} role="option" aria-selected=${at === index}
      onMouseDown=${(event) => {
        event.preventDefault();
        take(one);
      }}>${one.name} <small>${one.bot ? t('bot') : one.id}</small></li>`,
    )}</ul>`;
  return { list, onKey, active: found.length ? `mention-${index}` : undefined };
}

function Recorder({ done, fail }) {
  const [seconds, setSeconds] = useState(-1);
  const recorder = useRef(null);
  useEffect(() => () => recorder.current?.stream.getTracks().forEach((track) => track.stop()), []);
  if (!navigator.mediaDevices || !globalThis.MediaRecorder) {
    return null;
  }
  const start = async () => {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const pieces = [];
      const machine = new MediaRecorder(stream);
      recorder.current = machine;
      machine.ondataavailable = (event) => pieces.push(event.data);
      const timer = setInterval(() => setSeconds((now) => now + 1), 1000);
      machine.onstop = () => {
        clearInterval(timer);
        stream.getTracks().forEach((track) => track.stop());
        setSeconds(-1);
        if (!machine.dropped) {
          const mime = machine.mimeType.split(';')[0] || 'audio/webm';
          done(new File(pieces, `voice.${mime.includes('mp4') ? 'm4a' : mime.includes('ogg') ? 'ogg' : 'weba'}`, { type: mime }));
        }
      };
      machine.start();
      setSeconds(0);
    } catch (error) {
      fail(error.message);
    }
  };
  if (seconds < 0) {
    return html`<button type="button" class="icon" aria-label=${t('record')} title=${t('record')} onClick=${start}><${Mic} /></button>`;
  }
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return html`<span class="recording"><span role="timer">${t('recording', { time })}</span>
    <button type="button" class="icon" aria-label=${t('cancel')} onClick=${() => {
      recorder.current.dropped = true;
      recorder.current.stop();
    }}>✕</button>
    <button type="button" class="plain" onClick=${() => recorder.current.stop()}>${t('stop')}</button></span>`;
}
