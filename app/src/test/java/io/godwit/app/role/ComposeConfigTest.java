package io.godwit.app.role;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.app.line.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docker/compose.yaml mounts is what the roles read. */
class ComposeConfigTest {
    private static final Path DOCKER = Path.of("..", "docker");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{env:(\\w+)}");
    private static final Pattern COMMAND = Pattern.compile("command: \\[([a-z-]+), --config, /config/([^\\]]+)]");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("files")
    void shouldBeAcceptedByItsRole(String name) throws IOException {
        // given what compose would put into the environment
        String text = Files.readString(DOCKER.resolve("config").resolve(name));
        Path file = Files.writeString(
                directory.resolve(name),
                text.replace("${env:SOURCE_URL}", "http://old:9200")
                        .replace("${env:TARGET_URL}", "http://new:9200")
                        .replaceAll(VARIABLE.pattern(), "x"));

        // when
        RoleConfig config = RoleConfig.read(roleOf(name), file);

        // then
        assertThat(config.name()).isEqualTo(name.replace(".properties", ""));
        assertThat(config.data()).isEqualTo(Path.of("/data"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldNameOnlyVariablesThatComposeSets(String name) throws IOException {
        // given
        String compose = Files.readString(DOCKER.resolve("compose.yaml"));

        // when
        Matcher variables =
                VARIABLE.matcher(Files.readString(DOCKER.resolve("config").resolve(name)));

        // then
        assertThat(variables.results().map(found -> found.group(1)))
                .isNotEmpty()
                .allSatisfy(variable -> assertThat(compose).contains(variable + ": ${" + variable + ":"));
    }

    @Test
    void shouldStartEachFileWithItsRole() throws IOException {
        // when
        Matcher commands = COMMAND.matcher(Files.readString(DOCKER.resolve("compose.yaml")));

        // then
        assertThat(commands.results()
                        .map(found -> roleOf(found.group(2)).text() + " " + found.group(2))
                        .toList())
                .containsExactlyInAnyOrderElementsOf(
                        files().map(name -> roleOf(name).text() + " " + name).toList());
        assertThat(commands.reset().results())
                .allSatisfy(found -> assertThat(found.group(2)).startsWith(found.group(1)));
    }

    private static Stream<String> files() throws IOException {
        try (Stream<Path> files = Files.list(DOCKER.resolve("config"))) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).sorted().toList();
            return names.stream();
        }
    }

    private static Role roleOf(String file) {
        return Arrays.stream(Role.values())
                .filter(role -> file.startsWith(role.text()))
                .findFirst()
                .orElseThrow();
    }
}
