/// Benchmarks. [dev.botyard.benchmarks.EchoBenchmark] drives a whole host process over the wire; the classes named `…Benchmark` with JMH
/// annotations measure single parts. How to run them stands in `runtime/benchmarks/README.md`.
package dev.botyard.benchmarks;
