// Answers without code: when somebody says this, say that.

import { html, useState } from './shared/preact.js';
import { call, get, segment } from './api.js';
import { Button, Dialog, FileProblems, List, Sure } from './parts.js';
import { items, wordsOf } from './settings.js';
import { t } from './words.js';

export const wakes = [];
export const data = () => get('/replies');

const MANY = ['when', 'answer', 'pictures', 'im', 'groups', 'people'];

/** Lines of a field as a list; an answer may have lines of its own, so it stands in a field of its own. */
export const lines = (text) => items(text, '\n');

/** What a form is told of a reply, and what it tells the host. */
export const asForm = (reply) => ({
  ...reply,
  ...Object.fromEntries(MANY.filter((key) => key !== 'answer').map((key) => [key, (reply[key] ?? []).join('\n')])),
  answer: reply.answer?.length ? reply.answer : [''],
});

export const asReply = ({ name, line, answer, ...form }) => ({
  ...form,
  ...Object.fromEntries(MANY.filter((key) => key !== 'answer').map((key) => [key, lines(form[key])])),
  answer: answer.map((text) => text.trim()).filter(Boolean),
  priority: Number(form.priority) || 0,
});

const FRESH = {
  name: '',
  when: [],
  as: 'text',
  answer: [],
  pictures: [],
  im: [],
  groups: [],
  people: [],
  admin: false,
  priority: 0,
  enabled: true,
};

export function View({ data: { replies, problems, settings }, refresh }) {
  const [edited, setEdited] = useState(null);
  const done = async () => {
    setEdited(null);
    await refresh();
  };
  return html`<p class="quiet">${t('repliesHint')}</p>
    <${FileProblems} problems=${problems} />
    <div class="buttons"><button type="button" class="primary" onClick=${() => setEdited(FRESH)}>${t('newReply')}</button></div>
    ${
      replies.length === 0
        ? html`<p class="quiet">${t('noReplies')}</p>`
        : html`<${List} all=${replies} look="cards" text=${(reply) => `${reply.name} ${reply.when.join(' ')} ${reply.answer.join(' ')}`}
          row=${(reply) => html`<${Card} key=${reply.name} reply=${reply} edit=${setEdited} refresh=${refresh} />`} />`
    }
    ${edited && html`<${Edit} reply=${edited} settings=${settings} close=${() => setEdited(null)} done=${done} />`}`;
}

function Card({ reply, edit, refresh }) {
  const where = [...reply.im, ...reply.groups.map((id) => `${t('group')} ${id}`), ...reply.people.map((id) => `${t('user')} ${id}`)];
  const write = async (more) => {
    const { name, line, ...kept } = { ...reply, ...more };
    await call('PUT', `/replies/${segment(name)}`, kept);
    await refresh();
  };
  return html`<li class="card" data-reply=${reply.name}><div class="head"><h2>${reply.name}</h2><span class="tag">${t(`as_${reply.as}`)}</span>
      ${!reply.enabled && html`<span class="tag strong">${t('off')}</span>`}</div>
    <p class="triggers">${reply.when.map((text) => html`<code>${text}</code> `)}</p>
    ${reply.answer.map((text) => html`<p class="said">${text}</p>`)}
    ${reply.pictures.map((source) => html`<p class="quiet"><code class="cut">${source}</code></p>`)}
    ${where.length > 0 && html`<p class="quiet">${t('onlyOf')}: ${where.join(', ')}</p>`}
    <div class="buttons"><${Button} label=${t('edit')} work=${() => edit(reply)} />
      <${Button} label=${t(reply.enabled ? 'turnOff' : 'turnOn')} work=${() => write({ enabled: !reply.enabled })} />
      <a class="plain" href=${`#/runs/${segment(`replies.yaml: ${reply.name}`)}`}>${t('runs')}</a></div></li>`;
}

function Edit({ reply, settings, close, done }) {
  const [form, setForm] = useState(asForm(reply));
  const set = (key) => (event) =>
    setForm((all) => ({ ...all, [key]: event.target.type === 'checkbox' ? event.target.checked : event.target.value }));
  const save = async () => {
    await call('PUT', `/replies/${segment(form.name.trim())}`, asReply(form));
    if (reply.name && reply.name !== form.name.trim()) {
      await call('DELETE', `/replies/${segment(reply.name)}`);
    }
    await done();
  };
  const remove = async () => {
    await call('DELETE', `/replies/${segment(reply.name)}`);
    await done();
  };
  const field = (setting) => {
    const { key } = setting;
    const words = wordsOf(setting);
    const id = `reply-${key}`;
    const input =
      key === 'answer'
        ? html`<${AnswerList} id=${id} all=${form.answer} change=${(answer) => setForm((all) => ({ ...all, answer }))} />`
        : MANY.includes(key)
          ? html`<textarea id=${id} rows="2" value=${form[key]} onInput=${set(key)}></textarea>`
          : setting.type === 'choice'
            ? html`<select id=${id} value=${form[key]} onChange=${set(key)}>${setting.choices.map((choice) => html`<option key=${choice} value=${choice}>${t(`as_${choice}`)}</option>`)}</select>`
            : setting.type === 'flag'
              ? html`<input id=${id} type="checkbox" checked=${form[key]} onChange=${set(key)} />`
              : html`<input id=${id} value=${form[key]} inputmode="numeric" onInput=${set(key)} />`;
    return html`<label for=${id} key=${`label-${key}`}>${words.label}${setting.required && html`<span class="tag">${t('required')}</span>`}</label>
      <div key=${key}>${input}<p class="quiet">${words.description}${MANY.includes(key) && key !== 'answer' ? ` ${t('oneALine')}` : ''}</p></div>`;
  };
  const shown = (advanced) => settings.filter((setting) => Boolean(setting.advanced) === advanced).map(field);
  return html`<${Dialog} title=${reply.name || t('newReply')} close=${close}>
    <div class="form"><label for="reply-name">${t('name')}</label><input id="reply-name" value=${form.name} autocomplete="off" onInput=${set('name')} />${shown(false)}</div>
    <details><summary>${t('advanced')}</summary><div class="form">${shown(true)}</div></details>
    <div class="buttons"><${Button} label=${t('save')} work=${save} look="primary" disabled=${!form.name.trim()} />
      ${reply.name && html`<${Sure} label=${t('delete')} sure=${t('sureDelete')} work=${remove} />`}</div><//>`;
}

/** Answers of which one is said by chance. */
function AnswerList({ id, all, change }) {
  return html`${all.map(
    (
      text,
      index,
    ) => html`<textarea key=${index} id=${index === 0 ? id : `${id}-${index}`} aria-label=${index === 0 ? undefined : t('anotherAnswer')} rows="2" value=${text}
      onInput=${(event) => change(all.map((one, at) => (at === index ? event.target.value : one)))}></textarea>`,
  )}<button type="button" class="plain" onClick=${() => change([...all, ''])}>${t('anotherAnswer')}</button>`;
}
