/// Pictures of pages that scripts write: `render(template, selector, data)`. A browser on this machine draws them.
///
/// It is Chromium, spoken to over a pipe, so that nobody else on the machine can, and so that it ends when the host does, however that ends. One process is kept
/// for a while after a picture, because starting one takes ten times as long as drawing; each picture has a profile of its own in it.
/// The process reaches no network: its names lead nowhere, and what a page asks for is answered by the host, or not at all.
package dev.botyard.runtime.script.render;
