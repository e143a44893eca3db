package dev.botyard.runtime.ops.overview;

import dev.botyard.runtime.infra.store.HourlyCounts.Hour;
import java.util.List;

/// The host at one glance.
///
/// @param hours   the last 24, oldest first; the last one has not ended
/// @param plugins how many scripts there are
/// @param repairs the gravest first
public record OverviewRecord(List<Hour> hours, int plugins, List<Repair> repairs) {}
