package io.godwit.flow;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which client settings a user may not give, and why. */
final class UnsafeSettings {
    /** Settings with the only values that are safe. */
    private static final Map<String, Must> REQUIRED = Map.of(
            "acks", new Must(Set.of("all", "-1"), "a write may be lost with its leader"),
            "enable.idempotence", new Must(Set.of("true"), "retries may duplicate and reorder writes"),
            "enable.auto.commit", new Must(Set.of("false"), "it commits what is not finished"),
            "isolation.level", new Must(Set.of("read_committed"), "aborted transactions would be applied"),
            "auto.offset.reset", new Must(Set.of("earliest"), "a new reader would skip what is there"),
            "max.in.flight.requests.per.connection",
                    new Must(Set.of("1", "2", "3", "4", "5"), "retries may reorder writes"));

    /** Settings that are Godwit's own or that load foreign code. */
    private static final Map<String, String> REFUSED = Map.of(
            "group.id", "Godwit names its groups",
            "group.instance.id", "several consumers of this process would share it",
            "transactional.id", "Godwit fences by revisions",
            "partition.assignment.strategy", "lanes need theirs",
            "max.poll.records", "it follows from the flow's limits",
            "ssl.engine.factory.class", "it loads foreign code",
            "interceptor.classes", "it loads foreign code",
            "metric.reporters", "it loads foreign code");

    private static final String PARTITIONER = "partitioner.";
    private static final String EXCEPTION_HANDLER = "exception.handler";
    private static final List<String> SERIALIZERS =
            List.of("key.serializer", "value.serializer", "key.deserializer", "value.deserializer");
    private static final List<String> SECRET_PARTS =
            List.of("password", "secret", "jaas", "token", "credential", "keystore.key", "ssl.key");
    private static final List<String> SECRET_EXEMPT = List.of("endpoint.url");

    private UnsafeSettings() {}

    /** @param key without a client's prefix */
    static Optional<String> reason(String key, String value) {
        Must must = REQUIRED.get(key);
        if (must != null && !must.values.contains(value.strip().toLowerCase(Locale.ROOT))) {
            return Optional.of("must be "
                    + String.join(" or ", must.values.stream().sorted().toList()) + ", because " + must.because
                    + "; remove it");
        }
        String refused = REFUSED.get(key);
        if (refused != null) {
            return Optional.of("must not be set, because " + refused + "; remove it");
        }
        if (key.startsWith(PARTITIONER)) {
            return Optional.of("must not be set, because records of one key must stay on one partition; remove it");
        }
        if (key.contains(EXCEPTION_HANDLER)) {
            return Optional.of("must not be set, because what fails would be passed over; remove it");
        }
        if (SERIALIZERS.contains(key)) {
            return Optional.of("must not be set, because records travel as Godwit's schemas say; remove it");
        }
        if (key.equals("sasl.jaas.config")
                && (value.contains("JndiLoginModule") || value.contains("LdapLoginModule"))) {
            return Optional.of("must not use a JNDI or LDAP login module, because it loads foreign code");
        }
        return Optional.empty();
    }

    /** A value as it may be printed. */
    static String shown(String key, String value) {
        String lower = key.toLowerCase(Locale.ROOT);
        boolean secret = SECRET_PARTS.stream().anyMatch(lower::contains)
                && SECRET_EXEMPT.stream().noneMatch(lower::endsWith);
        return secret ? "[hidden]" : value;
    }

    private record Must(Set<String> values, String because) {}
}
