/// Reads the header comments of a script plugin: what it is called, what fires it, what it needs. Published scripts
/// bend the grammar in many ways, so the parser refuses nothing: a line that makes no sense is dropped and reported,
/// and the rest of the file still counts. Pure functions over immutable values, safe on any thread; enter at
/// [PluginHeaderParser].
package dev.botyard.runtime.script.header;
