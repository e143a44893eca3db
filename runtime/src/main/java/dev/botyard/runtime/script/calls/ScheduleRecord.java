package dev.botyard.runtime.script.calls;

import java.util.List;

/// A schedule as operators see it. Immutable.
///
/// @param id       `plugin.py` where a header asks for it, `plugin.py#tick` where a handler does, `runtime_7` where a script made it
/// @param plugin   the plugin's file
/// @param source   `header`, `handler` or `script`
/// @param cron     as it was written
/// @param nextRuns when it fires next, with the offset of the host's zone
/// @param command  what is said when it fires, `""` where the plugin itself is run
/// @param imType   where it is said, `""` or `fake` for nowhere
/// @param group    the chat in which it is said
/// @param user     in whose name
/// @param memo     what the script noted
/// @param once     whether it ends when it has fired
public record ScheduleRecord(String id, String plugin, String source, String cron, List<String> nextRuns, String command,
        String imType, String group, String user, String memo, boolean once) {}
