/// Tells the masters when accounts fall offline and when they are back. One virtual thread looks at the accounts every second and sends;
/// nothing else waits for it. Start with [dev.botyard.runtime.ops.alert.AccountAlerts].
package dev.botyard.runtime.ops.alert;
