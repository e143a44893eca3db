package dev.botyard.adapters.weixin.ilink;

/// A client did what the protocol does not allow.
final class IlinkComplaint extends RuntimeException {
    private static final long serialVersionUID = 1;

    IlinkComplaint(String message) {
        super(message);
    }
}
