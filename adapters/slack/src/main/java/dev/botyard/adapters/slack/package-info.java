/// Slack through Socket Mode or signed HTTP events, and its Web API. Start reading at `SlackAdapter`: it logs in and hands what comes by either way to
/// `SlackInbound`, which makes events of it; Slack is told that an event was taken only when the host has it. `SlackSender` sends.
package dev.botyard.adapters.slack;
