/// The manual for people who run a host, under `/manual/` in English and Chinese. Its pages are Markdown files among the resources, so that
/// they can be read in the tree, too.
package dev.botyard.runtime.ops.manual;
