/// The page on which an operator sees and steers the host, under `/`. It calls the admin API like any other client; its own files hold no
/// secret and are shown to everybody.
package dev.botyard.runtime.ops.console;
