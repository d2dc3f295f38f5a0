package io.godwit.app.role;

import io.godwit.app.line.Role;
import io.godwit.app.migration.MigrationSettings;
import io.godwit.app.role.RoleConfig.OwnWays;
import io.godwit.flow.ClientProperties;
import io.godwit.schemas.Topics;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the keys of a role's file mean, and which there are. What has none of our prefixes is a Kafka client's. */
final class RoleConfigReader {
    private static final Set<String> EVERY_ROLE = Set.of(
            "migration",
            "role.name",
            "data",
            "source.url",
            "source.username",
            "source.password",
            "target.url",
            "target.username",
            "target.password");
    private static final String LISTEN = "capture.listen";
    private static final Set<String> CONSOLE = Stream.concat(
                    Stream.of("indices.include", "indices.exclude"), MigrationSettings.KEYS.stream())
            .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> PREFIXES = Set.of(
            "migration",
            "role.",
            "data",
            "source.",
            "target.",
            "indices.",
            "replayer.",
            "swing.",
            "capture.",
            "projector.",
            "console.",
            "verify.");

    private final Role role;
    private final ConfigFile file;

    RoleConfigReader(Role role, ConfigFile file) {
        this.role = role;
        this.file = file;
    }

    RoleConfig config() {
        Set<String> known = known();
        file.values().keySet().stream()
                .filter(RoleConfigReader::isOurs)
                .filter(key -> !known.contains(key))
                .forEach(key -> file.problem(
                        key,
                        "is no property of a " + role.text() + "; known are " + known + " and Kafka clients' own"));
        Topics topics = topics();
        String data = file.required("data", "give a directory that only this process uses");
        file.required("bootstrap.servers", "give the addresses of Kafka brokers");
        Map<String, String> kafka = kafka();
        OwnWays ways = new OwnWays(address("source.url"), address("target.url"), user("source"), user("target"));
        Optional<InetSocketAddress> listen = role == Role.CAPTURE_PROXY
                ? parsed(LISTEN, file.required(LISTEN, "give host:port where clients shall write"), this::listen)
                : Optional.empty();
        if (role == Role.CONSOLE) {
            file.required("source.url", "give the cluster that clients use now");
            file.required("target.url", "give the cluster that they shall use");
        }
        Map<String, String> settings = settings();
        file.requireWell();
        return new RoleConfig(role, topics, name(), Path.of(data), kafka, ways, listen, settings);
    }

    /** Only what every role's file says of where its migration is; the rest may be any role's. */
    MigrationPlace place() {
        Topics topics = topics();
        file.required("bootstrap.servers", "give the addresses of Kafka brokers");
        Map<String, String> kafka = kafka();
        file.requireWell();
        return new MigrationPlace(topics, ClientProperties.from(kafka));
    }

    private Topics topics() {
        return parsed("migration", file.required("migration", "give the migration's name"), Topics::of)
                .orElseGet(() -> Topics.of("unknown"));
    }

    private Set<String> known() {
        Set<String> known = new TreeSet<>(EVERY_ROLE);
        if (role == Role.CAPTURE_PROXY) {
            known.add(LISTEN);
        }
        if (role == Role.CONSOLE) {
            known.addAll(CONSOLE);
        }
        return known;
    }

    private String name() {
        return file.get("role.name").orElseGet(() -> role.text() + "-" + hostName());
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (java.net.UnknownHostException e) {
            return "unknown-host";
        }
    }

    private Map<String, String> kafka() {
        Map<String, String> kafka = new TreeMap<>();
        file.values().forEach((key, value) -> {
            if (!isOurs(key)) {
                kafka.put(key, value);
            }
        });
        try {
            ClientProperties unused = ClientProperties.from(kafka);
        } catch (RuntimeException e) {
            file.problem("bootstrap.servers", "the Kafka settings are refused: " + e.getMessage());
        }
        return kafka;
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        CONSOLE.forEach(key -> file.get(key).ifPresent(value -> settings.put(key, value)));
        MigrationSettings.KEYS.stream()
                .filter(settings::containsKey)
                .forEach(key -> requireWell(key, settings.get(key)));
        return settings;
    }

    private void requireWell(String key, @Nullable String value) {
        try {
            var unused = MigrationSettings.of(Map.of(key, String.valueOf(value)));
        } catch (IllegalArgumentException e) {
            file.problem(key, String.valueOf(e.getMessage()));
        }
    }

    private Optional<URI> address(String key) {
        return file.get(key).flatMap(value -> parsed(key, value, RoleConfigReader::httpAddress));
    }

    private static URI httpAddress(String value) {
        URI address = URI.create(value);
        if (address.getHost() == null || address.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "must be http://host:port; user and password have properties of their own");
        }
        return address;
    }

    private Optional<String> user(String side) {
        Optional<String> name = file.get(side + ".username");
        Optional<String> password = file.get(side + ".password");
        if (name.isPresent() != password.isPresent()) {
            file.problem(side + (name.isPresent() ? ".username" : ".password"), "user and password go together");
        }
        return name.map(who -> encoded(who) + ":" + encoded(password.orElse("")));
    }

    private InetSocketAddress listen(String value) {
        int colon = value.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("must be host:port");
        }
        String host = colon == 0 ? "127.0.0.1" : value.substring(0, colon);
        return new InetSocketAddress(host, Integer.parseInt(value.substring(colon + 1)));
    }

    private <T> Optional<T> parsed(String key, String value, Function<String, T> parse) {
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse.apply(value));
        } catch (IllegalArgumentException e) {
            file.problem(key, "is '" + value + "'; " + e.getMessage());
            return Optional.empty();
        }
    }

    private static boolean isOurs(String key) {
        return PREFIXES.stream().anyMatch(prefix -> prefix.endsWith(".") ? key.startsWith(prefix) : key.equals(prefix));
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8)
                .replace("+", "%20");
    }
}
