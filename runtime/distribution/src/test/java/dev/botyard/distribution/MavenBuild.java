package dev.botyard.distribution;

import dev.botyard.testkit.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Builds a project outside of the checkout with the Maven that runs these tests, as if the checkout had been installed. The user's own
/// local repository is only read, and nothing is asked for over the network: what such a project needs, this build has needed itself.
final class MavenBuild {
    private static final long DEADLINE_SECONDS = Patience.seconds(180).toSeconds();
    /// What `mvn install` would put into the local repository, by its folder in the checkout.
    private static final List<String> INSTALLED = List.of("", "adapter-api", "runtime", "adapters", "adapters/testkit");

    private final Path checkout = Path.of(System.getProperty("botyard.checkout"));
    private final Path maven = Path.of(System.getProperty("botyard.maven"));
    private final Path folder;

    /// @param folder for the repositories and the settings of this build
    MavenBuild(Path folder) {
        this.folder = folder;
    }

    /// Runs `mvn package`; everything that Maven said, when it went well.
    String packages(Path project) throws IOException, InterruptedException {
        Path installed = Files.createDirectories(folder.resolve("installed"));
        for (String module : INSTALLED) {
            install(checkout.resolve(module), installed);
        }
        Path settings = Files.writeString(folder.resolve("settings.xml"), settings(installed));
        Path said = folder.resolve("maven.log");
        Process process = new ProcessBuilder(maven.toString(), "-B", "-s", settings.toString(),
                "-Dmaven.repo.local=" + folder.resolve("local"), "package").directory(project.toFile()).redirectErrorStream(true)
                .redirectOutput(said.toFile()).start();
        if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("Maven did not end: " + Files.readString(said));
        }
        if (process.exitValue() != 0) {
            throw new AssertionError("Maven failed: " + Files.readString(said));
        }
        return Files.readString(said);
    }

    private static void install(Path module, Path repository) throws IOException {
        String pom = Files.readString(module.resolve("pom.xml"));
        String version = pom.split("<version>", 2)[1].split("</version>", 2)[0];
        String own = pom.replaceFirst("(?s)<parent>.*?</parent>", "").split("<artifactId>", 2)[1].split("</artifactId>", 2)[0];
        Path place = Files.createDirectories(repository.resolve("dev/botyard").resolve(own).resolve(version));
        Files.copy(module.resolve("pom.xml"), place.resolve(own + "-" + version + ".pom"));
        Path jar = module.resolve("target").resolve(own + "-" + version + ".jar");
        if (Files.exists(jar)) {
            Files.copy(jar, place.resolve(jar.getFileName().toString()), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private static String settings(Path installed) {
        String repositories = Stream.of("central " + Path.of(System.getProperty("botyard.maven.repository")).toUri(),
                "installed " + installed.toUri()).map(repository -> repository.split(" ")).map(repository -> """
                        <ELEMENT><id>%s</id><url>%s</url>
                          <releases><checksumPolicy>ignore</checksumPolicy></releases>
                          <snapshots><enabled>true</enabled><checksumPolicy>ignore</checksumPolicy></snapshots></ELEMENT>
                        """.formatted(repository[0], repository[1])).reduce("", String::concat);
        return """
                <settings>
                  <profiles><profile><id>files</id>
                    <repositories>%s</repositories>
                    <pluginRepositories>%s</pluginRepositories>
                  </profile></profiles>
                  <activeProfiles><activeProfile>files</activeProfile></activeProfiles>
                </settings>
                """.formatted(repositories.replace("ELEMENT", "repository"), repositories.replace("ELEMENT", "pluginRepository"));
    }
}
