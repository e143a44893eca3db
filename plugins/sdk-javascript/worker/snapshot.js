'use strict';

/** The own properties of an object as they were, and the way back to them. */
class Snapshot {
  #object;
  #listed;
  #usual;
  #ignored;
  #keys;
  #descriptors;
  #values;

  /**
   * @param ignored  properties that are looked after elsewhere
   * @param thorough whether additions that are not enumerable are found too, which costs far more to look for
   */
  constructor(object, { ignored = [], thorough = true } = {}) {
    this.#object = object;
    this.#listed = thorough ? Reflect.ownKeys : Object.keys;
    this.#ignored = new Set(ignored);
    this.#usual = this.#listed(object).length; // first: reading some properties of newer versions of Node adds others
    this.#keys = Reflect.ownKeys(object).filter((key) => !this.#ignored.has(key));
    this.#descriptors = this.#keys.map((key) => Reflect.getOwnPropertyDescriptor(object, key));
    this.#values = this.#descriptors.map((descriptor) => descriptor.value);
  }

  /** Whether anything is new, gone or different. */
  get dirty() {
    return this.#added().length > 0 || this.#keys.some((_, i) => this.#changed(this.#object, i));
  }

  /** Keys that were not there. */
  #added() {
    if (this.#listed(this.#object).length === this.#usual) return [];
    const known = new Set([...this.#keys, ...this.#ignored]);
    return Reflect.ownKeys(this.#object).filter((key) => !known.has(key) && !this.#adopted(key));
  }

  // Node's fetch and the package behind it keep their connections under a global that cannot be removed. It belongs to them and
  // appears when they are loaded; from then on it is put back like everything else.
  #adopted(key) {
    if (typeof key !== 'symbol' || !key.description?.startsWith('undici.')) return false;
    const descriptor = Reflect.getOwnPropertyDescriptor(this.#object, key);
    this.#keys.push(key);
    this.#descriptors.push(descriptor);
    this.#values.push(descriptor.value);
    this.#usual = this.#listed === Object.keys ? this.#usual : this.#usual + 1;
    return true;
  }

  /** Removes what is new and puts back what has changed; false when that did not work. */
  restore() {
    const object = this.#object;
    let whole = Object.isExtensible(object); // a frozen one can be changed by no later run
    for (let i = 0; i < this.#keys.length; i++) {
      if (this.#changed(object, i)) whole = this.#putBack(object, i) && whole;
    }
    for (const key of this.#added()) whole = Reflect.deleteProperty(object, key) && whole;
    return whole;
  }

  #changed(object, i) {
    const before = this.#descriptors[i];
    if (before.get === undefined && before.set === undefined) {
      const value = object[this.#keys[i]];
      // biome-ignore lint/suspicious/noSelfCompare: only what is no number differs from itself, and a script may have changed Number.isNaN
      return value !== this.#values[i] && (value === value || this.#values[i] === this.#values[i]);
    }
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
    return true;
  }

  #putBack(object, i) {
    return Reflect.defineProperty(object, this.#keys[i], this.#descriptors[i]);
  }
}

module.exports = { Snapshot };
