/// Asking a language model at an endpoint that speaks OpenAI's chat completions, which nearly all providers and local servers do.
package dev.botyard.runtime.script.model;
