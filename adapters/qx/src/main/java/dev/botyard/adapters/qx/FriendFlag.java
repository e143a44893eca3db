package dev.botyard.adapters.qx;

/// What it takes to answer a friend request, as one text that scripts hand back.
record FriendFlag(String scene, String v3, String v4, String wxid) {
    private static final int PARTS = 4;

    /// @throws IllegalArgumentException when `text` is not a flag of ours
    static FriendFlag of(String text) {
        String[] parts = text.split("\\|", -1);
        if (parts.length != PARTS || parts[1].isEmpty()) {
            throw new IllegalArgumentException("not the flag of a friend request");
        }
        return new FriendFlag(parts[0], parts[1], parts[2], parts[PARTS - 1]);
    }

    String text() {
        return scene + "|" + v3 + "|" + v4 + "|" + wxid;
    }
}
