package io.godwit.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.capture.CaptureSettings.JournalLimits;
import io.godwit.capture.TrafficLog.Captured;
import io.godwit.capture.http.Upstream;
import io.godwit.sandbox.KafkaServer;
import io.godwit.sandbox.relay.RecordingRelay;
import io.godwit.schemas.TopicSpec;
import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.RequestHead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A proxy between a client and real servers, with a flow of its own and relays that record what reaches the sides. */
final class Rig implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final RecordingRelay source;
    final RecordingRelay target;
    final Topics flow;
    final TrafficLog log;
    final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final KafkaServer kafka;
    private final Path data;
    private final CaptureSettings settings;
    private CaptureProxy proxy;

    /** The source is reached typed, the target typeless. */
    static Rig between(KafkaServer kafka, URI source, URI target) {
        return new Rig(kafka, RecordingRelay.to(source), RecordingRelay.to(target), false, settings -> settings);
    }

    static Rig of(KafkaServer kafka, URI side, UnaryOperator<CaptureSettings> change) {
        return new Rig(kafka, RecordingRelay.to(side), RecordingRelay.to(side), true, change);
    }

    private Rig(
            KafkaServer kafka,
            RecordingRelay source,
            RecordingRelay target,
            boolean sourceTypeless,
            UnaryOperator<CaptureSettings> change) {
        this.kafka = kafka;
        this.source = source;
        this.target = target;
        this.flow = new Topics("m" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 50), 36), 4);
        this.log = new TrafficLog(kafka.bootstrapServers(), flow);
        this.data = temporary();
        create(
                kafka,
                Stream.of(
                        flow.traffic(),
                        flow.gaps(),
                        flow.back().traffic(),
                        flow.back().gaps()));
        this.settings = change.apply(CaptureSettings.of(
                        "p",
                        new Upstream(source.address(), sourceTypeless),
                        new Upstream(target.address(), true),
                        flow,
                        Map.of("bootstrap.servers", kafka.bootstrapServers()),
                        data)
                .withJournal(new JournalLimits(Duration.ofSeconds(5), 64L << 20, 10_000)));
        this.proxy = CaptureProxy.start(settings);
    }

    CaptureProxy proxy() {
        return proxy;
    }

    KafkaServer kafka() {
        return kafka;
    }

    Path data() {
        return data;
    }

    CaptureProxy restart() {
        proxy.close();
        proxy = CaptureProxy.start(settings);
        return proxy;
    }

    /** As one that captured, and does not know where mutations go now. */
    CaptureProxy resumeSealed() {
        proxy.close();
        proxy = CaptureProxy.resume(settings.withSealed(true));
        return proxy;
    }

    /** Starts another incarnation on the same directory, after the present one was only cut off. */
    CaptureSettings settings() {
        return settings;
    }

    RawClient client() {
        return new RawClient(proxy.address());
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + proxy.address().getPort() + path);
    }

    HttpResponse<String> send(String method, String path, String body) {
        return send(method, path, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    }

    HttpResponse<String> send(String method, String path, BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .method(method, body)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits until a request has begun to reach the source. */
    void awaitAtSource(String target) {
        await().atMost(PATIENCE)
                .until(() -> source.requests().stream()
                        .anyMatch(request -> request.target().equals(target)));
    }

    /** Waits until so many exchanges have an outcome and nothing is under way. */
    void awaitSettled(int exchanges) {
        await().atMost(PATIENCE)
                .until(() -> log.exchanges().stream().filter(Captured::settled).count() >= exchanges);
        await().atMost(PATIENCE).until(() -> proxy.status().inFlight() == 0);
    }

    /** The one exchange of this request. */
    Captured captured(String method, String uri) {
        List<Captured> found = log.exchanges().stream()
                .filter(captured -> {
                    RequestHead head = captured.request();
                    return head.getMethod().equals(method) && head.getUri().equals(uri);
                })
                .toList();
        assertThat(found).as(method + " " + uri).hasSize(1);
        return found.getFirst();
    }

    /** The body of a bulk request, not compressible, of a little more than so many bytes. */
    static String largeBulk(int bytes) {
        Random random = new Random(7);
        StringBuilder bulk = new StringBuilder();
        for (int id = 0; bulk.length() < bytes; id++) {
            bulk.append("{\"index\":{\"_id\":\"").append(id).append("\"}}\n{\"text\":\"");
            for (int word = 0; word < 60; word++) {
                bulk.append(Integer.toString(random.nextInt(1 << 20), 36)).append(' ');
            }
            bulk.append("\"}\n");
        }
        return bulk.toString();
    }

    @Override
    public void close() {
        proxy.close();
        source.close();
        target.close();
        http.shutdownNow();
        log.close();
    }

    private static void create(KafkaServer kafka, Stream<TopicSpec> topics) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            List<NewTopic> wanted = new ArrayList<>();
            topics.forEach(topic ->
                    wanted.add(new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(topic.config())));
            admin.createTopics(wanted).all().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("capture-it");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
