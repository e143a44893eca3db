/// Who may steer the host: programs with the admin token, and browsers that were let in by a login link. Another token, by rotation or a
/// replaced file, holds at once and ends all sessions.
package dev.botyard.runtime.net.access;
