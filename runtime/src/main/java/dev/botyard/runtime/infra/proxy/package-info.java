/// Which connections of the host go through a proxy, and through which: settings and environment variables become a
/// [dev.botyard.runtime.infra.proxy.ProxyRules], which anybody may ask who opens a connection or starts a program that does.
package dev.botyard.runtime.infra.proxy;
