package dev.botyard.runtime.config;

/// An entry of `containers.yaml`: a panel that scripts work with. Immutable.
///
/// @param name    its id
/// @param line    where it begins in the file
/// @param kind    `qinglong` or `daidai`
/// @param title   what people call it
/// @param address without a slash at its end
public record ContainerEntry(String name, int line, String kind, String title, String address, String clientId,
        String clientSecret) implements EntryFile.Named {

    /// What the file holds.
    public static final EntryFile.Kind<ContainerEntry> KIND = new EntryFile.Kind<>("container", "address: http://127.0.0.1:5700",
            "# Panels that scripts work with; see 'botyard containers --help'.", ContainerDeclaration.SETTINGS, _ -> {},
            ContainerEntry::of);

    private static ContainerEntry of(EntryFile.Entry entry) {
        CheckedSettings checked = entry.values();
        String title = checked.text("name").strip();
        return new ContainerEntry(entry.name(), entry.line(), checked.text("kind"), title.isEmpty() ? entry.name() : title,
                checked.text("address").strip().replaceFirst("/+$", ""), checked.text("client_id").strip(),
                checked.text("client_secret").strip());
    }

    /// Leaves out the secret.
    @Override
    public String toString() {
        return "ContainerEntry[" + name + ", " + kind + "]";
    }
}
