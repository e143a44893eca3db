'use strict';

/** The own properties of an object as they were, and the way back to them. */
class Snapshot {
  #object;
  #ignored;
  #keys;
  #descriptors;
  #values;

  constructor(object, ignored = []) {
    this.#object = object;
    this.#ignored = new Set(ignored);
    this.#keys = Reflect.ownKeys(object).filter((key) => !this.#ignored.has(key));
    this.#descriptors = this.#keys.map((key) => Reflect.getOwnPropertyDescriptor(object, key));
    this.#values = this.#descriptors.map((descriptor) => descriptor.value);
  }

  /** Removes what is new and puts back what has changed; false when that did not work. */
  restore() {
    const object = this.#object;
    let whole = true;
    const keys = Reflect.ownKeys(object);
    if (keys.length !== this.#keys.length + this.#ignored.size) {
      const known = new Set(this.#keys);
      for (const key of keys) {
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
    return now === undefined || now.get !== before.get || now.set !== before.set;
  }

  #putBack(object, i) {
    return Reflect.defineProperty(object, this.#keys[i], this.#descriptors[i]);
  }
}

module.exports = { Snapshot };
