package dev.botyard.runtime.script.plugin;

/// One way into one plugin: what a rule or the name of an event belongs to.
record Way(Plugin plugin, Entry entry) {

    /// Names it among all ways of all plugins.
    String key() {
        return key(plugin.file(), entry.handler());
    }

    static String key(String file, String handler) {
        return handler.isEmpty() ? file : file + "#" + handler;
    }
}
