// Backups that lie on the host's machine, one more of them, and how one is put back.

import { html, useState } from './shared/preact.js';
import { moment, size } from './shared/format.js';
import { get, post } from './api.js';
import { Button, List, prose } from './parts.js';
import { t } from './words.js';

export const wakes = [];
export const data = () => get('/backups');

/** The command for one file, as a shell takes it. */
export const restoring = (command, file) =>
  command.replace('FILE', /^[\w./~+@:,=-]+$/.test(file) ? file : `'${file.replaceAll("'", "'\\''")}'`);

export function View({ data: { backups, restore }, refresh }) {
  const [media, setMedia] = useState(false);
  const [made, setMade] = useState(null);
  const make = async () => {
    setMade(await post('/backup', { media }));
    await refresh();
  };
  return html`<section class="card"><p>${t('backupHint')}</p>
      <p><label><input type="checkbox" checked=${media} onChange=${(event) => setMedia(event.target.checked)} /> ${t('withMedia')}</label></p>
      <div class="buttons"><${Button} label=${t('backUp')} work=${make} look="primary" /></div>
      <div role="status">${made && html`<${Made} made=${made} />`}</div></section>
    ${
      backups.length === 0
        ? html`<p class="quiet">${t('noBackups')}</p>`
        : html`<${List} all=${backups} look="rows" text=${({ file }) => file}
          row=${({ file, made: when, bytes }) => html`<li key=${file} class="waits"><code>${file}</code> <span class="quiet">${moment(when)} · ${size(bytes)}</span></li>`} />`
    }
    <section class="card"><h2>${t('restoreTitle')}</h2><p>${prose(t('restoreHint'))}</p><pre>${restoring(restore, backups[0]?.file ?? 'FILE')}</pre></section>`;
}

const Made = ({ made: { file, outside, variables } }) => html`<p>${t('backupMade', { file })}</p>
  ${outside.length > 0 && html`<p>${t('notInBackup')}</p><ul>${outside.map((sentence) => html`<li key=${sentence}>${sentence}</li>`)}</ul>`}
  ${variables.length > 0 && html`<p>${t('alsoNeeded', { names: variables.join(', ') })}</p>`}`;
