'use strict';

/** The own properties of an object as they were, and the way back to them. */
class Snapshot {
  #object;
  #listed;
  #usual;
  #ignored;
  #extensible;
  #keys;
  #descriptors;
  #values;
  #accessors;
  #same;
  /** Places of the keys that `#same` does not look at. */
  #others = [];

  /**
   * @param ignored  properties that are looked after elsewhere
   * @param thorough whether additions that are not enumerable are found too, which costs far more to look for
   */
  constructor(object, { ignored = [], thorough = true } = {}) {
    this.#object = object;
    this.#extensible = Object.isExtensible(object);
    this.#listed = thorough ? Reflect.ownKeys : Object.keys;
    this.#ignored = new Set(ignored);
    this.#usual = this.#listed(object).length; // first: reading some properties of newer versions of Node adds others
    this.#keys = Reflect.ownKeys(object).filter((key) => !this.#ignored.has(key));
    this.#descriptors = this.#keys.map((key) => Reflect.getOwnPropertyDescriptor(object, key));
    this.#values = this.#descriptors.map((descriptor) => descriptor.value);
    this.#accessors = this.#descriptors.map((descriptor) => !('value' in descriptor));
    this.#same = this.#comparison();
  }

  /**
   * A function that looks at all plain values at once. It is written out, key by key: each place in it sees one property of one object, which
   * V8 reads twenty times faster than a loop over all of them does.
   */
  #comparison() {
    const terms = [];
    this.#keys.forEach((key, i) => {
      const value = this.#values[i];
      // biome-ignore lint/suspicious/noSelfCompare: as below
      if (this.#accessors[i] || value !== value) this.#others.push(i);
      else terms.push(typeof key === 'symbol' ? `o[k[${i}]]===v[${i}]` : `o[${JSON.stringify(key)}]===v[${i}]`);
    });
    return new Function('o', 'k', 'v', `return ${terms.join('&&') || 'true'}`);
  }

  /** Whether anything is new, gone or different. */
  get dirty() {
    return this.#added().length > 0 || this.#changedFrom(0) < this.#keys.length;
  }

  /** Keys that were not there. Their number tells when there can be none, unless others are gone. */
  #added(gone = 0) {
    if (this.#listed(this.#object).length === this.#usual - gone) return [];
    const known = new Set([...this.#keys, ...this.#ignored]);
    return Reflect.ownKeys(this.#object).filter((key) => !known.has(key) && !this.#adopted(key));
  }

  // Node's fetch and the package behind it keep their connections under a global that cannot be removed. It belongs to them and
  // appears when they are loaded; from then on it is put back like everything else.
  #adopted(key) {
    if (typeof key !== 'symbol' || !key.description?.startsWith('undici.')) return false;
    const descriptor = Reflect.getOwnPropertyDescriptor(this.#object, key);
    this.#keys.push(key);
    this.#others.push(this.#keys.length - 1);
    this.#descriptors.push(descriptor);
    this.#values.push(descriptor.value);
    this.#accessors.push(!('value' in descriptor));
    this.#usual = this.#listed === Object.keys ? this.#usual : this.#usual + 1;
    return true;
  }

  /** Removes what is new and puts back what has changed; false when that did not work. */
  restore() {
    const object = this.#object;
    let whole = Object.isExtensible(object) === this.#extensible; // one that was frozen can be changed by no later run
    for (let i = this.#changedFrom(0); i < this.#keys.length; i = this.#changedFrom(i + 1)) {
      whole = Reflect.defineProperty(object, this.#keys[i], this.#descriptors[i]) && whole;
    }
    for (const key of this.#added()) whole = Reflect.deleteProperty(object, key) && whole;
    return whole;
  }

  /** What is new, gone or different, for `apply`; null when nothing is, and `restore` has nothing to do. */
  changes() {
    const object = this.#object;
    const found = [];
    let gone = 0;
    const take = (key) => {
      const now = Reflect.getOwnPropertyDescriptor(object, key);
      if (now === undefined) gone++;
      found.push([key, now]);
    };
    for (let i = this.#changedFrom(0); i < this.#keys.length; i = this.#changedFrom(i + 1)) take(this.#keys[i]);
    for (const key of this.#added(gone)) take(key);
    return found.length === 0 && Object.isExtensible(object) === this.#extensible ? null : found;
  }

  /** Makes changes again that `restore` has undone; false when that did not work. */
  apply(changes) {
    let whole = true;
    for (const [key, descriptor] of changes) {
      const done =
        descriptor === undefined ? Reflect.deleteProperty(this.#object, key) : Reflect.defineProperty(this.#object, key, descriptor);
      whole &&= done;
    }
    return whole;
  }

  /** The place of the next key, from there on, that is not as it was; behind the last one when all are. This is most of what a run costs. */
  #changedFrom(start) {
    const { length } = this.#keys;
    if (start === 0 && this.#same(this.#object, this.#keys, this.#values) && this.#othersSame()) return length;
    for (let i = start; i < length; i++) {
      if (this.#changed(i)) return i;
    }
    return length;
  }

  #othersSame() {
    const others = this.#others;
    for (let i = 0; i < others.length; i++) {
      if (this.#changed(others[i])) return false;
    }
    return true;
  }

  #changed(i) {
    if (this.#accessors[i]) return this.#accessorChanged(this.#object, i);
    const value = this.#object[this.#keys[i]];
    const before = this.#values[i];
    // biome-ignore lint/suspicious/noSelfCompare: only what is no number differs from itself, and a script may have changed Number.isNaN
    return value !== before && (value === value || before === before);
  }

  #accessorChanged(object, i) {
    const before = this.#descriptors[i];
    const now = Reflect.getOwnPropertyDescriptor(object, this.#keys[i]);
    if (now !== undefined && now.get === before.get && now.set === before.set) return false;
    return now === undefined || !this.#unveiled(object, i, now);
  }

  // Many of Node's own properties are accessors that become plain values when they are first read. That is no change.
  #unveiled(object, i, now) {
    const { get } = this.#descriptors[i];
    if (get === undefined || !('value' in now) || now.value !== Reflect.apply(get, object, [])) return false;
    this.#descriptors[i] = now;
    this.#values[i] = now.value;
    this.#accessors[i] = false;
    return true;
  }
}

/** Several objects as one. */
class Snapshots {
  constructor(all) {
    this.all = all;
  }

  get dirty() {
    return this.all.some((one) => one.dirty);
  }

  restore() {
    let whole = true;
    for (const one of this.all) whole = one.restore() && whole;
    return whole;
  }

  changes() {
    const found = [];
    for (const one of this.all) {
      const changes = one.changes();
      if (changes !== null) found.push([one, changes]);
    }
    return found.length === 0 ? null : found;
  }

  apply(found) {
    let whole = true;
    for (const [one, changes] of found) whole = one.apply(changes) && whole;
    return whole;
  }
}

module.exports = { Snapshot, Snapshots };
