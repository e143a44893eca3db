package dev.botyard.runtime.im.ingress;

/// What the host does about accounts that ask nobody for a secret.
public interface OpenDoors {
    /// Where only programs of this machine reach the host and nobody is told.
    OpenDoors UNWATCHED = new OpenDoors() {
        @Override
        public boolean beyondLoopback() {
            return false;
        }

        @Override
        public void warn(String account, String warning) {}
    };

    /// Whether other machines reach the host's port.
    boolean beyondLoopback();

    /// Keeps what operators should know about an account, `""` for nothing.
    void warn(String account, String warning);
}
