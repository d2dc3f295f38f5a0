package io.godwit.sandbox;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How a schema registry is started in a process of its own, with its schemas in a file database. */
final class Registries {
    private static final Jvm JVM = Jvm.quick(160);

    private Registries() {}

    static ChildProcess process(WorkDirectory directory, int port) {
        Path log = directory.path().resolve("registry.log");
        ChildProcess.Recipe recipe = new ChildProcess.Recipe(
                "schema-registry",
                Programs.registry().command(JVM, List.of(), List.of(Programs.REGISTRY_MAIN)),
                Map.of(
                        "QUARKUS_HTTP_HOST", "127.0.0.1",
                        "QUARKUS_HTTP_PORT", Integer.toString(port),
                        "QUARKUS_MANAGEMENT_HOST", "127.0.0.1",
                        "QUARKUS_MANAGEMENT_PORT", Integer.toString(Ports.free()),
                        "QUARKUS_HTTP_ACCESS_LOG_ENABLED", "false",
                        "APICURIO_STORAGE_KIND", "sql",
                        "APICURIO_STORAGE_SQL_KIND", "h2",
                        // without the delay of 0 a kill takes schemas that were acknowledged
                        "APICURIO_DATASOURCE_URL",
                                "jdbc:h2:file:" + directory.path().resolve("registry") + ";WRITE_DELAY=0"),
                directory,
                log);
        return new ChildProcess(recipe, () -> answers(port), log);
    }

    static URI address(int port) {
        return URI.create("http://127.0.0.1:" + port + "/apis/ccompat/v7");
    }

    static boolean answers(int port) {
        return HttpProbe.answers(URI.create(address(port) + "/subjects"));
    }
}
