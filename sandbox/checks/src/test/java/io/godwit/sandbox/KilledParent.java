package io.godwit.sandbox;

import java.nio.file.Path;

/** A program of its own for {@link KilledParentIT}: it starts a broker that serves and one that is frozen, and stays. */
final class KilledParent {
    private KilledParent() {}

    public static void main(String[] arguments) throws Exception {
        KafkaServer server = Sandbox.startKafka(KafkaOptions.inProcess().data(Path.of(arguments[0])));
        Sandbox.kafka().freeze();
        try (KafkaRecords records = KafkaRecords.in(server, "kept")) {
            records.write("one");
            System.out.println("serving " + server.bootstrapServers());
            Thread.currentThread().join();
        }
    }
}
