'use strict';

function counted() {
  const counts = new Map();
  for (const name of process.getActiveResourcesInfo()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** What a run that was ended by force has left on the event loop, where it keeps the loop from coming to its end. */
class Leftovers {
  #before = counted();

  /** Whether nothing else is on the loop now. */
  get alone() {
    for (const [name, count] of counted()) if (count > (this.#before.get(name) ?? 0)) return false;
    return true;
  }
}

module.exports = { Leftovers };
