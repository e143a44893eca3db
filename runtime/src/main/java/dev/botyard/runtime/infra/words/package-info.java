/// What people read, in their language. The code speaks English; a catalogue beside it, `words/<language>.po`, has the sentences of another
/// language, with numbered holes for what differs.
///
/// A sentence is translated where a person reads it and nowhere before: through jars, the database, workers and logs it goes as English text.
/// So it is recognized there, hole by hole, and what no entry knows stays as it is.
package dev.botyard.runtime.infra.words;
