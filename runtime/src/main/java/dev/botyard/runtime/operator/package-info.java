/// Who may steer the host: programs with the admin token, and browsers that were let in by a login link.
package dev.botyard.runtime.operator;
