// Calls of the admin API. The browser's login cookie goes along by itself.

import { language } from './shared/words.js';
import { t } from './words.js';

export class ApiError extends Error {
  constructor(status, message, answer) {
    super(message);
    this.status = status;
    this.answer = answer;
  }
}

export const call = (method, path, body) => ask(method, path, body === undefined ? undefined : JSON.stringify(body), 'application/json');

/** Sends something as it is. */
export const send = (method, path, body, type) => ask(method, path, body, type);

export const postLines = (path, lines) => send('POST', path, lines, 'application/x-ndjson');

async function ask(method, path, body, type) {
  let response;
  try {
    const headers = { 'Accept-Language': language, ...(body === undefined ? {} : { 'Content-Type': type }) };
    response = await fetch(`api/v1${path}`, { method, headers, body });
  } catch {
    throw new ApiError(0, t('noAnswer'));
  }
  const answer = response.status === 204 ? null : await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new ApiError(response.status, answer.error?.message ?? t('answered', { status: response.status }), answer);
  }
  return answer;
}

export const get = (path) => call('GET', path);
/** What is there, or null, by whichever status the host says so. */
export const ifThere = (path) => get(path).catch((failure) => (failure.status === 404 ? null : Promise.reject(failure)));
export const post = (path, body = {}) => call('POST', path, body);
export const segment = encodeURIComponent;
