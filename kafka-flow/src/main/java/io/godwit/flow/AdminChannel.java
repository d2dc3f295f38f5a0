package io.godwit.flow;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;

/** An admin client whose answers are waited for, with what went wrong as {@link KafkaUnavailableException}. */
final class AdminChannel implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Admin admin;
    private final String bootstrapServers;

    private AdminChannel(Admin admin, String bootstrapServers) {
        this.admin = admin;
        this.bootstrapServers = bootstrapServers;
    }

    static AdminChannel open(ClientProperties kafka) {
        try {
            return new AdminChannel(Admin.create(kafka.admin(Map.of())), kafka.bootstrapServers());
        } catch (KafkaException e) {
            throw new KafkaUnavailableException("no client can be made for it: " + cause(e).getMessage(), e);
        }
    }

    Admin admin() {
        return admin;
    }

    void requireAnswer(Duration atMost) {
        try {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs((int) atMost.toMillis()))
                    .nodes()
                    .get(atMost.toMillis() + 1_000, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaUnavailableException("no broker answers within " + atMost.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException("asking for brokers was interrupted", e);
        }
    }

    /** Waits for the answer. */
    <T> T get(String what, KafkaFuture<T> answer) {
        try {
            return await(what, answer);
        } catch (ExecutionException e) {
            throw new KafkaUnavailableException(what + " failed at " + bootstrapServers, cause(e));
        }
    }

    /** Waits for the answer and leaves a refusal by Kafka to the caller. */
    <T> T await(String what, KafkaFuture<T> answer) throws ExecutionException {
        try {
            return answer.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new KafkaUnavailableException(
                    what + " got no answer from " + bootstrapServers + " in " + TIMEOUT.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException(what + " was interrupted", e);
        }
    }

    KafkaUnavailableException refused(String what, ExecutionException e) {
        return new KafkaUnavailableException(what + " failed at " + bootstrapServers, cause(e));
    }

    private static Throwable cause(Exception e) {
        return e.getCause() == null ? e : e.getCause();
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
