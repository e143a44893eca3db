/// What the host lends to adapters: one context per account, and the gate through which the supervisor reaches adapter code.
@NullMarked
package dev.botyard.runtime.im.gate;

import org.jspecify.annotations.NullMarked;
