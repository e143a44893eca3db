// Runs a plugin by hand, with a message that nobody has said.

import { html, useRef, useState } from './shared/preact.js';
import { post, segment } from './api.js';
import { Button, Dialog } from './parts.js';
import { Report } from './runs.js';
import { t } from './words.js';

export function TryOut({ file, close }) {
  const form = useRef(null);
  const [run, setRun] = useState(null);
  const [running, setRunning] = useState(false);
  const start = async () => {
    setRunning(true);
    try {
      setRun(await post(`/plugins/${segment(file)}/run`, Object.fromEntries(new FormData(form.current))));
    } finally {
      setRunning(false);
    }
  };
  const field = (name, word) => html`<input name=${name} aria-label=${t(word)} placeholder=${t(word)} />`;
  return html`<${Dialog} title=${t('runOf', { file })} close=${close}><p class="quiet">${t('runHint')}</p>
    <form class="fields" ref=${form} onSubmit=${(event) => event.preventDefault()}>
      ${field('message', 'message')}${field('imType', 'im')}${field('userID', 'user')}${field('groupCode', 'group')}
      <${Button} label=${t('run')} work=${start} look="primary" /></form>
    <div aria-live="polite">${running ? html`<p class="quiet">${t('loading')}</p>` : run && html`<${Report} run=${run} />`}</div><//>`;
}
