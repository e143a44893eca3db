/// The heart of the contract: a factory describes an adapter and makes one instance per account; the host runs it.
/// Threads, reconnecting, back-off and account states belong to the host, never to the adapter.
@NullMarked
package dev.botyard.api.adapter;

import org.jspecify.annotations.NullMarked;
