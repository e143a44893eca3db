/// The JSON of OneBot v11 as the standard writes it: [WireId] writes ids, [Answer] is what a call came back with. The string form of
/// messages is [dev.botyard.api.message.CqText]. Pure functions and immutable values, free for any thread.
package dev.botyard.adapters.onebot11.wire;
