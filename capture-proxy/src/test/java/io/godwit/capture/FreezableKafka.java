package io.godwit.capture;

import io.godwit.sandbox.KafkaOptions;
import io.godwit.sandbox.KafkaServer;
import io.godwit.sandbox.Sandbox;

/** One broker beside the shared one, for tests that freeze it, and thaw it again; ends with the JVM. */
final class FreezableKafka {
    private static final KafkaServer SHARED = Sandbox.startKafka(KafkaOptions.inProcess());

    private FreezableKafka() {}

    static KafkaServer shared() {
        return SHARED;
    }
}
