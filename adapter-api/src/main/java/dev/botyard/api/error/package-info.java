/// How an adapter says that something did not work: one exception, whose kind tells the host what to do.
@NullMarked
package dev.botyard.api.error;

import org.jspecify.annotations.NullMarked;
