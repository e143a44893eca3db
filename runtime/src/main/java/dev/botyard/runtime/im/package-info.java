/// Third floor: accounts, adapter jars, and the doors where platforms connect.
package dev.botyard.runtime.im;
