package dev.botyard.testkit.echo;

import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.AdapterDescriptor;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.api.adapter.Capability;
import dev.botyard.api.adapter.ConfigField;
import dev.botyard.api.adapter.ConfigSchema;
import dev.botyard.api.adapter.MediaFormats;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/// Makes echo adapters with one flaw each, which the account's settings name.
public class FlawedAdapterFactory implements AdapterFactory {

    @Override
    public AdapterDescriptor descriptor() {
        return describe().build();
    }

    AdapterDescriptor.Builder describe() {
        return AdapterDescriptor.adapter("flawed").name("Flawed").imTypes("echo")
                .capabilities(capabilities().toArray(Capability[]::new))
                .schema(ConfigSchema.of(ConfigField.integer("port", "Port").mandatory(),
                        ConfigField.secret("token", "Token").mandatory(),
                        ConfigField.text("flaw", label())));
    }

    String label() {
        return "Flaw";
    }

    List<Capability> capabilities() {
        return new ArrayList<>(List.of(Capability.SEND_TEXT, Capability.PUSH_GROUP, Capability.PUSH_PRIVATE));
    }

    @Override
    public Adapter create(AdapterContext context) {
        if (context.config().text("flaw").equals(Flaw.CONNECTS_IN_CREATE.name())) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), context.config().integer("port"))) {
                context.log().debug("reached {}", socket);
            } catch (IOException e) {
                context.log().debug("not reached", e);
            }
        }
        return new FlawedAdapter(context);
    }

    /// With [Flaw#CHANGING_DESCRIPTOR].
    public static final class Changing extends FlawedAdapterFactory {
        @Override
        AdapterDescriptor.Builder describe() {
            return super.describe().name("Flawed at " + System.nanoTime());
        }
    }

    /// With [Flaw#DECLARES_TOO_MUCH].
    public static final class Declaring extends FlawedAdapterFactory {
        @Override
        List<Capability> capabilities() {
            List<Capability> all = super.capabilities();
            all.add(Capability.RECALL);
            return all;
        }
    }

    /// With [Flaw#UNNAMED].
    public static final class Unnamed extends FlawedAdapterFactory {
        @Override
        AdapterDescriptor.Builder describe() {
            return super.describe().name(" ");
        }
    }

    /// With [Flaw#UNLABELLED].
    public static final class Unlabelled extends FlawedAdapterFactory {
        @Override
        String label() {
            return "";
        }
    }

    /// With [Flaw#DECLARES_IDLE_FORMATS].
    public static final class Playing extends FlawedAdapterFactory {
        @Override
        AdapterDescriptor.Builder describe() {
            return super.describe().formats(MediaFormats.ANY.voice("audio/mpeg"));
        }
    }

    /// With [Flaw#LEAKS_MEDIA].
    public static final class Uploading extends FlawedAdapterFactory {
        @Override
        List<Capability> capabilities() {
            List<Capability> all = super.capabilities();
            all.add(Capability.SEND_FILE);
            return all;
        }
    }

    /// With [Flaw#EDITS_BY_SENDING].
    public static final class Editing extends FlawedAdapterFactory {
        @Override
        List<Capability> capabilities() {
            List<Capability> all = super.capabilities();
            all.add(Capability.EDIT);
            return all;
        }
    }

    /// With [Flaw#BREAKS_AT_CALLS].
    public static final class Calling extends FlawedAdapterFactory {
        @Override
        List<Capability> capabilities() {
            List<Capability> all = super.capabilities();
            all.add(Capability.PLATFORM_CALLS);
            return all;
        }
    }
}
