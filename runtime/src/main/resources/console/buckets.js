// The data of plugins: found, edited, renamed, removed, exported and imported.

import { html, useEffect, useRef, useState } from './shared/preact.js';
import { call, get, post, postLines, segment } from './api.js';
import { Button, Dialog, Sure } from './parts.js';
import { t } from './words.js';

const AT_ONCE = 200;

export const wakes = [];
export const data = () => get('/buckets');

export function View({ data: { sizes }, argument, refresh }) {
  const [wanted, setWanted] = useState('');
  const [rows, setRows] = useState([]);
  const [edited, setEdited] = useState(null);
  const [told, setTold] = useState('');
  const chosen = useRef(null);
  const names = Object.keys(sizes);
  useEffect(() => {
    let late = false;
    const query = new URLSearchParams({ bucket: argument, text: wanted, limit: AT_ONCE });
    get(`/find/buckets?${query}`).then(
      ({ values }) => late || setRows(values),
      ({ message }) => late || setTold(message),
    );
    return () => {
      late = true;
    };
  }, [argument, wanted, sizes]);
  const done = async () => {
    setEdited(null);
    await refresh();
  };
  const take = async (event) => {
    const [file] = event.target.files;
    event.target.value = '';
    if (!file) {
      return;
    }
    try {
      const { imported } = await postLines('/import/buckets', await file.text());
      setTold(t('imported', { count: imported }));
    } catch ({ message }) {
      setTold(message);
    }
    await refresh();
  };
  const file = argument ? `${argument}.jsonl` : 'buckets.jsonl';
  return html`<p class="quiet">${t('bucketsHint')}</p>
    <div class="bar"><select id="bucket" aria-label=${t('bucket')} value=${argument} onChange=${(event) => {
      location.hash = `#/buckets/${segment(event.target.value)}`;
    }}><option value="">${t('allBuckets')}</option>
      ${[...new Set([...names, ...(argument ? [argument] : [])])].map((name) => html`<option key=${name} value=${name}>${name} (${sizes[name] ?? 0})</option>`)}</select>
      <input type="search" aria-label=${t('find')} placeholder=${t('find')} value=${wanted} onInput=${(event) => setWanted(event.target.value)} />
      <button type="button" class="primary" onClick=${() => setEdited({ bucket: argument || 'otto', key: '', fresh: true })}>${t('newValue')}</button></div>
    ${rows.length === 0 ? html`<p class="quiet">${t(names.length ? 'nothingFound' : 'noBuckets')}</p>` : html`<ul class="rows">${rows.map((row) => html`<${Row} key=${`${row.bucket}/${row.key}`} row=${row} named=${!argument} edit=${setEdited} />`)}</ul>`}
    ${rows.length === AT_ONCE && html`<p class="quiet">${t('findMore', { count: AT_ONCE })}</p>`}
    <div class="buttons"><a class="plain" href=${`api/v1/export/buckets${argument ? `?bucket=${segment(argument)}` : ''}`} download=${file}>${t('export')}</a>
      <input type="file" hidden ref=${chosen} onChange=${take} aria-label=${t('import')} /><button type="button" class="plain" onClick=${() => chosen.current.click()}>${t('import')}</button>
      ${
        argument &&
        html`<${Rename} bucket=${argument} done=${refresh} /> <${Sure} label=${t('deleteBucket')} sure=${t('sureBucket', { bucket: argument, count: sizes[argument] ?? 0 })} work=${async () => {
          await call('DELETE', `/buckets/${segment(argument)}`);
          location.hash = '#/buckets';
          await refresh();
        }} />`
      }</div>
    <p role="status">${told}</p>
    ${edited && html`<${Edit} row=${edited} close=${() => setEdited(null)} done=${done} />`}`;
}

const Row = ({ row, named, edit }) => html`<li class="value" data-key=${row.key}>
    <button type="button" class="plain" onClick=${() => edit(row)}>${named && html`<span class="quiet">${row.bucket} · </span>`}<strong>${row.key}</strong></button>
    <code class="cut">${row.value}</code></li>`;

function Rename({ bucket, done }) {
  const [name, setName] = useState(null);
  const rename = async () => {
    await post('/rename/buckets', { bucket, to: name });
    setName(null);
    location.hash = `#/buckets/${segment(name)}`;
    await done();
  };
  return name === null
    ? html`<button type="button" class="plain" onClick=${() => setName(bucket)}>${t('rename')}</button>`
    : html`<input class="find" aria-label=${t('newName')} value=${name} onInput=${(event) => setName(event.target.value)} /><${Button} label=${t('rename')} work=${rename} disabled=${!name || name === bucket} />`;
}

/** One value, read whole before it is changed. */
function Edit({ row, close, done }) {
  const [at, setAt] = useState({ bucket: row.bucket, key: row.key });
  const [value, setValue] = useState(row.fresh ? '' : null);
  const [before, setBefore] = useState('');
  const [failure, setFailure] = useState('');
  const path = ({ bucket, key }) => `/buckets/${segment(bucket)}/${segment(key)}`;
  useEffect(() => {
    if (!row.fresh) {
      get(path(row)).then(
        (read) => {
          setValue(read.value);
          setBefore(read.value);
        },
        ({ message }) => setFailure(message),
      );
    }
  }, []);
  const save = async () => {
    if (!row.fresh && at.key !== row.key) {
      await post('/rename/buckets', { bucket: row.bucket, key: row.key, to: at.key });
    }
    if (row.fresh || value !== before) {
      await call('PUT', path(at), { value });
    }
    await done();
  };
  const remove = async () => {
    await call('DELETE', path(row));
    await done();
  };
  const field = (name) => html`<input id=${`edit-${name}`} value=${at[name]} autocomplete="off" readonly=${name === 'bucket' && !row.fresh}
    onInput=${(event) => setAt({ ...at, [name]: event.target.value })} />`;
  return html`<${Dialog} title=${row.fresh ? t('newValue') : row.key} close=${close}>
    ${failure && html`<p class="error" role="alert">${failure}</p>`}
    ${
      value === null
        ? !failure && html`<p class="quiet">${t('loading')}</p>`
        : html`<div class="form"><label for="edit-bucket">${t('bucket')}</label>${field('bucket')}
      <label for="edit-key">${t('key')}</label>${field('key')}
      <label for="edit-value">${t('value')}</label><textarea id="edit-value" rows="6" value=${value} onInput=${(event) => setValue(event.target.value)}></textarea></div>
      <div class="buttons"><${Button} label=${t('save')} work=${save} look="primary" disabled=${!at.bucket || !at.key} />
        ${!row.fresh && html`<${Sure} label=${t('delete')} sure=${t('sureDelete')} work=${remove} />`}</div>`
    }<//>`;
}
