/// The contract kit: proves that an adapter keeps the numbered requirements of `adapter-api/README.md`.
///
/// An adapter's author extends [dev.botyard.testkit.AdapterContractTest] and gives it a [dev.botyard.testkit.FakeIm], a fake of the
/// platform's wire. The kit packs the adapter into a jar, loads it with the host's own loader and runs its accounts under the host's own
/// supervisor; nothing of the host is mocked.
///
/// For an author's own tests there is [dev.botyard.testkit.AdapterHarness], which runs one account without jar and supervisor.
///
/// Of the host the kit uses `net`, `im`, `infra.thread` and, where the contract restarts a host, what takes messages; its README says what for.
package dev.botyard.testkit;
