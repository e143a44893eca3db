/// The JSON and the message text of OneBot v11 as the standard writes them: [Json] reads and writes frames, [CqText] is the string form of
/// messages, [Answer] is what a call came back with. Pure functions and immutable values, free for any thread.
package dev.botyard.adapters.onebot11.wire;
