package dev.botyard.runtime.cli;

import picocli.CommandLine.Option;

/// Which chat is meant: a group, a person, or a person in a group.
final class ChatOption {
    @Option(names = {"-g", "--group"}, paramLabel = "ID", description = "The group.")
    private String group = "";

    @Option(names = {"-u", "--user"}, paramLabel = "ID", description = "The person.")
    private String user = "";

    String group() {
        return group;
    }

    String user() {
        return user;
    }
}
