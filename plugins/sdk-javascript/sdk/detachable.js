'use strict';

/**
 * Lets the methods of a class be taken off its objects, `const { reply } = new Sender(id)`, as the closures of older SDKs allow: each is
 * handed out bound to its object.
 */
function detachable(type) {
  for (const name of Reflect.ownKeys(type.prototype)) {
    const { value: method } = Reflect.getOwnPropertyDescriptor(type.prototype, name);
    if (name === 'constructor' || typeof method !== 'function') continue;
    Object.defineProperty(type.prototype, name, {
      get() {
        return this === type.prototype ? method : method.bind(this);
      },
      // As if it were an ordinary method, which scripts may replace.
      set(value) {
        Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true });
      },
      configurable: true,
    });
  }
}

module.exports = { detachable };
