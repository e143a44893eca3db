// Bars by the hour, drawn by hand; who cannot see them hears a sentence, and the numbers stand in a table.

import { html } from './shared/preact.js';
import { clock } from './shared/format.js';
import { t } from './words.js';

const BAR = 10;
const HEIGHT = 48;
const LEAST = 2;

const sum = (values) => values.reduce((one, other) => one + other, 0);

/** Where bars stand: of each value that is not 0 its place, its height, and how much of that is bad. What is there is seen. */
export function bars(values, bad = []) {
  const most = Math.max(1, ...values);
  const height = (value) => (value > 0 ? Math.max(LEAST, Math.round((value / most) * HEIGHT)) : 0);
  return values
    .map((value, index) => ({ x: index * BAR, height: height(value), bad: height(bad[index] ?? 0) }))
    .filter((bar) => bar.height > 0);
}

/** A plot in a sentence. */
export function spoken(what, hours, values) {
  const total = sum(values);
  const most = Math.max(0, ...values);
  return total === 0 ? t('plotEmpty', { what }) : t('plotOf', { what, total, most, when: clock(hours[values.indexOf(most)].from) });
}

/** `bad` of `values` are drawn in the colour of faults; `badName` says what they are. */
export function Plot({ what, hours, values, bad = [], badName = '' }) {
  const faults = sum(bad);
  return html`<figure class="card plot"><figcaption><strong>${what}</strong> <span>${sum(values)}</span>
      ${faults > 0 && html` <span class="error">${t('plotBad', { what: badName, total: faults })}</span>`}</figcaption>
    <svg viewBox="0 0 ${hours.length * BAR} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${spoken(what, hours, values)}>
      ${bars(values, bad).map(
        (bar) => html`<rect key=${bar.x} class="good" x=${bar.x + 1} y=${HEIGHT - bar.height} width=${BAR - 2} height=${bar.height} />
        ${bar.bad > 0 && html`<rect key=${`${bar.x}-bad`} class="bad" x=${bar.x + 1} y=${HEIGHT - bar.bad} width=${BAR - 2} height=${bar.bad} />`}`,
      )}</svg>
    <p class="quiet ends"><span>${clock(hours[0].from)}</span><span>${clock(hours.at(-1).from)}</span></p></figure>`;
}
