/// Qianxun: WeChat accounts of a Windows machine, driven over plain HTTP in both directions. Start reading at `QxAdapter`. There is no
/// connection to hold: the thread of `run` asks every so often whether the account is there, callbacks come on the host's threads and are
/// handed over before they are answered, and calls are made on any thread.
package dev.botyard.adapters.qx;
