// The settings of a file in a form: what stands in it, what somebody has typed, and what is told the host of that.

import { html } from './shared/preact.js';
import { Setting, asked, items, wordsOf } from './settings.js';
import { t } from './words.js';

const named = ({ shape }) => shape === 'text_by_name' || shape === 'list_by_name';

/** What a field shows before somebody types. A secret is never shown, and a default stands as the default. */
export function initial(row) {
  const { value, reference, source, secret, type, default: usual } = row;
  if (!source || (secret && !reference)) {
    return '';
  }
  if (reference) {
    return secret ? '' : reference;
  }
  if (named(row)) {
    return Object.entries(value)
      .map(([name, item]) => `${name}: ${[item].flat().join(', ')}`)
      .join('\n');
  }
  const text = [value].flat().join(', ');
  return (type === 'flag' || type === 'choice') && text === usual ? '' : text;
}

const entries = (text, many) =>
  Object.fromEntries(
    text
      .split('\n')
      .filter((line) => line.trim())
      .map((line) => {
        const colon = line.indexOf(':');
        const value = colon < 0 ? '' : line.slice(colon + 1).trim();
        return [(colon < 0 ? line : line.slice(0, colon)).trim(), many ? items(value) : value];
      }),
  );

function meant(row, text) {
  if (text.trim() === '') {
    return null;
  }
  if (named(row)) {
    return entries(text, row.shape === 'list_by_name');
  }
  return row.type === 'list' ? items(text) : text.trim();
}

/** What stands at each key with what was typed over it, by the names that `only_if` uses. */
export const merged = (rows, typed) => Object.fromEntries(rows.map((row) => [row.name, typed[row.field] ?? initial(row)]));

const shown = (rows, typed) => {
  const wanted = new Set(asked(rows, merged(rows, typed)).map(({ field }) => field));
  return rows.filter(({ field }) => wanted.has(field));
};

/** What is to be told: what was typed over, null for what was taken out, and what would be a mistake beside the new values. */
export function changes(rows, typed) {
  const visible = shown(rows, typed);
  const told = {};
  for (const row of rows) {
    const text = typed[row.field];
    if (!visible.includes(row)) {
      if (row.source && row.only_if?.refused) {
        told[row.name] = null;
      }
    } else if (text === null) {
      told[row.name] = null;
    } else if (text !== undefined && text !== initial(row)) {
      told[row.name] = meant(row, text);
    }
  }
  return told;
}

/** Sentences of the host by the field that they are about, and the rest. They begin with the key; text keeps its order. */
export function faults(message, fields) {
  const places = fields
    .flatMap((field) => {
      const found = ` ${message}`.match(new RegExp(`\\s(?:\\S+: )?${field.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}: `));
      return found ? [{ field, from: found.index, text: found.index + found[0].length - 1 }] : [];
    })
    .sort((one, other) => one.from - other.from);
  const ends = places.map((_, index) => places[index + 1]?.from ?? message.length);
  return {
    fields: Object.fromEntries(places.map(({ field, text }, index) => [field, message.slice(text, ends[index]).trim()])),
    rest: places.length > 0 ? message.slice(0, places[0].from).trim() : message,
  };
}

/** All fields, those that few people need folded. */
export function Fields({ rows, typed, wrong, change }) {
  const visible = shown(rows, typed);
  const field = (row) => {
    const secret = row.secret && row.source !== '';
    const chosen = row.type === 'flag' ? ['true', 'false'] : row.choices;
    const odd = row.reference && (row.type === 'flag' || row.type === 'choice');
    const setting = {
      ...row,
      key: row.field,
      required: row.required && !secret,
      generated: null,
      fault: wrong[row.field],
      lines: named(row),
      placeholder: secret ? row.reference || t('secretSet') : undefined,
      note: named(row) ? t('namesHint') : undefined,
      ...(odd ? { type: 'choice', choices: [...chosen, row.reference] } : {}),
    };
    return html`<${Setting} key=${row.field} setting=${setting} value=${typed[row.field] ?? initial(row)} change=${(value) => change(row.field, value)} />
      ${
        secret &&
        html`<span></span><div>${
          typed[row.field] === null
            ? html`<span class="quiet">${t('goesOnSave')}</span>`
            : html`<button type="button" class="plain" aria-label=${`${t('takeBack')}: ${wordsOf(row).label}`} onClick=${() => change(row.field, null)}>${t('takeBack')}</button>`
        }</div>`
      }`;
  };
  const advanced = visible.filter((row) => row.advanced);
  const open = advanced.some((row) => wrong[row.field]);
  return html`<div class="form">${visible.filter((row) => !row.advanced).map(field)}</div>
    ${advanced.length > 0 && html`<details open=${open}><summary>${t('advanced')}</summary><div class="form">${advanced.map(field)}</div></details>`}`;
}
