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
    this.#keys = Reflect.ownKeys(object).filter((key) => !this.#ignored.has(key));
    this.#descriptors = this.#keys.map((key) => Reflect.getOwnPropertyDescriptor(object, key));
    this.#values = this.#descriptors.map((descriptor) => descriptor.value);
    this.#usual = this.#listed(object).length;
  }

  /** Whether anything is new, gone or different. */
  get dirty() {
    return this.#listed(this.#object).length !== this.#usual || this.#keys.some((_, i) => this.#changed(this.#object, i));
  }

  /** Removes what is new and puts back what has changed; false when that did not work. */
  restore() {
    const object = this.#object;
    let whole = Object.isExtensible(object); // a frozen one can be changed by no later run
    if (this.#listed(object).length !== this.#usual) {
      const known = new Set(this.#keys);
      for (const key of Reflect.ownKeys(object)) {
        if (!known.has(key) && !this.#ignored.has(key)) whole = Reflect.deleteProperty(object, key) && whole;
      }
    }
    for (let i = 0; i < this.#keys.length; i++) {
      if (this.#changed(object, i)) whole = this.#putBack(object, i) && whole;
    }
    return whole;
  }

  #changed(object, i) {
    const before = this.#descriptors[i];
    if (before.get === undefined && before.set === undefined) {
      const value = object[this.#keys[i]];
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
