package io.godwit.app.migration;

import io.godwit.flow.ClientProperties;
import io.godwit.sandbox.KafkaOptions;
import io.godwit.sandbox.KafkaServer;
import io.godwit.sandbox.Sandbox;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The Kafka of a migration: the one it is told, or an embedded broker whose log is in the data directory. */
final class LocalKafka implements AutoCloseable {
    private final Optional<KafkaServer> embedded;
    private final ClientProperties client;

    private LocalKafka(Optional<KafkaServer> embedded, ClientProperties client) {
        this.embedded = embedded;
        this.client = client;
    }

    static LocalKafka of(MigrationOptions options, DataDirectory data) {
        Optional<KafkaServer> embedded = options.bootstrapServers().isPresent()
                ? Optional.empty()
                : Optional.of(Sandbox.startKafka(KafkaOptions.inProcess().data(data.resolve("kafka"))));
        String servers = options.bootstrapServers()
                .orElseGet(() -> embedded.orElseThrow().bootstrapServers());
        Map<String, String> settings = new HashMap<>(options.clientProperties());
        settings.put("bootstrap.servers", servers);
        ClientProperties client = ClientProperties.from(settings);
        if (embedded.isEmpty()) {
            Preflight.requireNamedKafka(servers, client);
        }
        data.writeAddress(servers);
        return new LocalKafka(embedded, client);
    }

    ClientProperties client() {
        return client;
    }

    @Override
    public void close() {
        embedded.ifPresent(KafkaServer::close);
    }
}
