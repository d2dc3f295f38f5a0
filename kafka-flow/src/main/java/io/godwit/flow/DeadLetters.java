package io.godwit.flow;

import java.util.concurrent.CompletableFuture;

/**
 * Writes records that were given up to a dead letter topic: key, value and headers verbatim, and the names Kafka Connect
 * uses for the rest ({@code __connect.errors.topic}, {@code .partition}, {@code .offset}, {@code .connector.name},
 * {@code .task.id}, {@code .stage}, {@code .class.name}, {@code .exception.class.name}, {@code .exception.message},
 * {@code .exception.stacktrace}). What looks like a secret in message and stack trace is replaced.
 *
 * <p>Acknowledge the delivery only when the returned future is complete.
 */
public final class DeadLetters implements AutoCloseable {
    private final ProducerChannel channel;
    private final String topic;
    private final String role;

    private DeadLetters(ProducerChannel channel, String topic, String role) {
        this.channel = channel;
        this.topic = topic;
        this.role = role;
    }

    /**
     * Connects; blocks.
     *
     * @param topic the dead letter topic, which must exist (else {@link FlowSetupException})
     * @param role who gives up, written as {@code connector.name}
     */
    public static DeadLetters open(ClientProperties kafka, String topic, String role) {
        return new DeadLetters(ProducerChannel.open(kafka, PublisherSettings.lowLatency(topic)), topic, role);
    }

    /**
     * Writes one dead letter.
     *
     * @param stage what was being done: {@code decode}, {@code apply}, {@code project}…
     * @param cause why it was given up
     * @return complete when Kafka has it; failed with {@link PublishFailedException} otherwise
     */
    public CompletableFuture<Void> send(Delivery<?> delivery, String stage, Throwable cause) {
        RecordOrigin origin = delivery.origin();
        return channel.send(topic, origin.key(), delivery.payload(), DeadLetterHeaders.of(origin, role, stage, cause));
    }

    /** Waits up to 10 s for what is in flight; blocks. */
    @Override
    public void close() {
        channel.close();
    }
}
