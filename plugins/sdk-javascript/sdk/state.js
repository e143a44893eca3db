'use strict';

const { call, current } = require('./host.js');

/** Values that are kept, as JSON. */
class Store {
  #place;

  constructor(place) {
    this.#place = place;
  }

  async get(key, missing) {
    const text = await call('bucket.get', { bucket: bucket(), key: this.#place + key });
    if (!text) return missing;
    try {
      return JSON.parse(text);
    } catch {
      return text; // somebody has put in other text by hand
    }
  }

  async set(key, value) {
    await call('bucket.set', { bucket: bucket(), key: this.#place + key, value: JSON.stringify(value ?? null) });
  }

  async delete(key) {
    await call('bucket.delete', { bucket: bucket(), key: this.#place + key });
  }

  async keys() {
    const all = (await call('bucket.keys', { bucket: bucket(), value: null })) ?? [];
    return all.filter((key) => key.startsWith(this.#place)).map((key) => key.slice(this.#place.length));
  }
}

function bucket() {
  return `state.${current().pluginName.replaceAll('.', '_')}`;
}

/** What handlers remember from one message to the next: of the chat, of the person, and of the plugin as a whole. */
const state = Object.freeze({
  get chat() {
    const { imType = '', chatID = '', userID = '' } = current().context;
    return new Store(`chat:${imType}:${chatID || `@${userID}`}:`);
  },
  get user() {
    const { imType = '', userID = '' } = current().context;
    return new Store(`user:${imType}:${userID}:`);
  },
  get plugin() {
    return new Store('plugin:');
  },
});

module.exports = { state };
