package io.godwit.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Every bad input is one line that names the thing, its value and what to do; never a stack trace. */
class WrongUsageTest {
    private static final String CLUSTERS = "--from http://127.0.0.1:1 --to http://127.0.0.1:2 ";

    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            migrate --to http://127.0.0.1:1                          | Missing required option: '--from=URL'
            migrate --from nonsense --to http://127.0.0.1:1          | --from is 'nonsense'; must be http://host:port
            migrate --from http://127.0.0.1:1 --to ftp://new         | --to is 'ftp://new'; must be http://host:port
            migrate --from http://u:secret@a:1 --to x://u:secret@b:1 | --to is 'x://b:1'; must be http://host:port
            migrate --from http://127.0.0.1:1 --to http://127.0.0.1:1 | --from and --to are both 127.0.0.1:1
            migrate CLUSTERS --listen 99999                          | --listen is '99999'; must be [HOST]:PORT
            migrate CLUSTERS --set replayer.max.mpbs=3               | unknown property 'replayer.max.mpbs'; known are
            migrate CLUSTERS --set replayer.max.mbps=fast            | replayer.max.mbps is 'fast'; must be a number
            migrate CLUSTERS --set replayer.max.mbps=-1              | replayer.max.mbps is -1.0; must be 0 (no limit)
            migrate CLUSTERS --set swing.hold.max.ms=0               | swing.hold.max.ms is 0; must be 1 to 300000
            migrate CLUSTERS --set acks=0                            | acks is '0'
            migrate CLUSTERS --name a/b                              | migration name is 'a/b'; must be
            migrate CLUSTERS --dryrun                                | Unknown option: '--dryrun'
            migrat                                                   | Unmatched argument at index 0: 'migrat'
            demo --source solr                                       | expected one of [ELASTICSEARCH, OPENSEARCH]
            demo --docs 1                                            | --docs is 1; must be at least 3
            set swing.hold.max.ms=9                                  | 'swing.hold.max.ms' cannot be changed while
            set replayer.max.inflight.requests=0                     | replayer.max.inflight.requests is 0; must be 1 to 64
            explain                                                  | Missing required parameter: '[INDEX/]ID'
            explain a/                                               | id of a record in 'a' is empty
            explain a/7 --since yesterday                            | --since is 'yesterday'; must be a time like
            explain a/7 --last 0                                     | --last is 0; must be at least 1
            explain a/7 --from ftp://u:secret@old                    | --from is 'ftp://old'; must be http://host:port
            status --config some.properties --name other             | which tells name and brokers: leave --name out
            status --name a/b --bootstrap.servers 127.0.0.1:1        | migration name is 'a/b'; must be
            """)
    void isOneLineAndExitCodeTwo(String arguments, String message) {
        int exit = run(arguments.replace("CLUSTERS ", CLUSTERS).split(" "));

        assertThat(err.toString()).contains(message).doesNotContain("\tat ", "Exception", "secret");
        assertThat(err.toString().lines().filter(line -> line.startsWith("godwit")))
                .hasSize(1);
        assertThat(exit).isEqualTo(2);
    }

    @Test
    void aClusterThatIsNotThereIsExitCodeThree(@TempDir Path data) {
        int exit = run((("migrate " + CLUSTERS) + "--data " + data.resolve("new")).split(" "));

        assertThat(err.toString())
                .isEqualToIgnoringNewLines("godwit: --from is http://127.0.0.1:1; it does not answer (nothing listens"
                        + " there): start it, or give the address where it listens");
        assertThat(exit).isEqualTo(3);
        assertThat(data.resolve("new")).doesNotExist();
    }

    @Test
    void aDirectoryWhereNoMigrationHasRunIsExitCodeThree(@TempDir Path data) {
        for (String command : new String[] {"status", "verify", "repair", "swing", "set replayer.max.mbps=1"}) {
            int exit = run((command + " --data " + data).split(" "));

            assertThat(err.toString()).contains("--data is '" + data + "'; no migration has run there");
            assertThat(exit).as(command).isEqualTo(3);
        }
    }

    /** A cluster that wants a password cannot be reached with an address alone. */
    @Test
    void theFileOfAnyRoleTellsWhereItsMigrationIs(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("proxy.properties"), """
                migration=shop
                bootstrap.servers=127.0.0.1:1
                capture.listen=127.0.0.1:9200
                security.protocol=SASL_PLAINTEXT
                sasl.mechanism=PLAIN
                sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="u" password="p";
                default.api.timeout.ms=2000
                request.timeout.ms=1000
                """);

        int exit = run("status", "--config", file.toString());

        assertThat(err.toString()).contains("bootstrap.servers in " + file + " is 127.0.0.1:1; no broker answers");
        assertThat(exit).isEqualTo(3);
        assertThat(run("status", "--config", directory.resolve("none").toString()))
                .isEqualTo(3);
        assertThat(err.toString()).contains("--config is '" + directory.resolve("none") + "'; it cannot be read");
    }

    private int run(String... arguments) {
        CommandLine line = GodwitCommand.line();
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
