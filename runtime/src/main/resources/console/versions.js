// What a plugin was before: what is other now, and bringing it back.

import { html, useState } from './shared/preact.js';
import { moment, size } from './shared/format.js';
import { get, post, segment } from './api.js';
import { Button, Sure } from './parts.js';
import { t } from './words.js';

/** What a line of a difference is: of both texts, of one, or a heading. */
export const lineKind = (line) => (line.startsWith('@@') ? 'at' : line.startsWith('+') ? 'plus' : line.startsWith('-') ? 'minus' : '');

export const Difference = ({ text }) =>
  text
    ? html`<pre class="diff">${text
        .replace(/\n$/, '')
        .split('\n')
        .map((line, at) => html`<span key=${at} class=${lineKind(line)}>${`${line}\n`}</span>`)}</pre>`
    : html`<p class="quiet">${t('sameText')}</p>`;

const WHY = { written: 'whyWritten', updated: 'whyUpdated', rolled_back: 'whyRolledBack', removed: 'whyRemoved' };

export function Versions({ file, versions, done }) {
  const [shown, setShown] = useState(null);
  const path = `/plugins/${segment(file)}/versions`;
  if (versions.length === 0) {
    return html`<p class="quiet">${t('noVersions')}</p>`;
  }
  const back = async (number) => {
    await post(`${path}/${number}/rollback`);
    setShown(null);
    await done();
  };
  return html`<ul class="rows">${versions.map(
    ({ number, kept, why, version, bytes }) => html`<li key=${number} class="waits"><div class="head"><span>
      <strong>${number}</strong> ${version && html`<span class="tag">${version}</span> `}<span class="quiet">${t(WHY[why])} · ${moment(kept)} · ${size(bytes)}</span></span></div>
      <div class="buttons"><${Button} label=${t(shown?.number === number ? 'hide' : 'whatIsOther')}
          work=${async () => setShown(shown?.number === number ? null : await get(`${path}/${number}`))} />
        <${Sure} label=${t('bringBack')} sure=${t('sureBringBack', { number })} work=${() => back(number)} /></div>
      ${shown?.number === number && html`<${Difference} text=${shown.diff} />`}</li>`,
  )}</ul>`;
}
