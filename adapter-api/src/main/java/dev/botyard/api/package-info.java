/// What an adapter author compiles against. Start at [dev.botyard.api.adapter.AdapterFactory]; the numbered
/// contract stands in `adapter-api/README.md`. Additive evolution only: new operations arrive as default
/// methods, new segments and abilities as new types, so a jar built against an older version keeps working.
@NullMarked
package dev.botyard.api;

import org.jspecify.annotations.NullMarked;
