/// Secrets: the values that are kept out of what people see, the files that only this user reads, signatures.
package dev.botyard.runtime.infra.secret;
