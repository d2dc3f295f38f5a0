package io.godwit.schemas.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client against an address that answers as no healthy registry does. */
class SchemaRegistryTest {
    private static final Schema SCHEMA =
            new Schema.Parser().parse("{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\"]}");
    private static final String FOUND = "{\"id\": 77, \"schema\": \"\\\"string\\\"\"}";

    private final Queue<Answer> answers = new ArrayDeque<>();
    private final Queue<Map<String, List<String>>> asked = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private URI address;

    private record Answer(int status, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestHeaders());
            Answer answer = answers.remove();
            byte[] body = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        address =
                URI.create("http://user:secret@127.0.0.1:" + server.getAddress().getPort() + "/registry/");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldAskAgainWhenTheRegistryIsBusy() {
        answers.addAll(List.of(new Answer(503, ""), new Answer(429, "{}"), new Answer(200, FOUND)));

        try (SchemaRegistry registry = SchemaRegistry.at(address)) {
            assertThat(registry.register("s", SCHEMA)).isEqualTo(77);
        }
        assertThat(asked).hasSize(3);
    }

    @Test
    void shouldSetTheLevelThatAnotherSetAtTheSameMoment() {
        answers.add(new Answer(409, "{\"message\": \"A rule named 'COMPATIBILITY' already exists.\"}"));
        answers.add(new Answer(200, "{\"compatibility\": \"FULL\"}"));

        try (SchemaRegistry registry = SchemaRegistry.at(address)) {
            registry.setLevel("s", Compatibility.FULL);
        }
        assertThat(asked).hasSize(2);
    }

    @Test
    void shouldGiveUpAfterFiveTries() {
        for (int i = 0; i < 9; i++) {
            answers.add(new Answer(500, "{}"));
        }
        try (SchemaRegistry registry = SchemaRegistry.at(address)) {
            assertThatThrownBy(() -> registry.byId(1))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("/registry: GET /schemas/ids/1 answered 500 5 times")
                    .hasMessageNotContaining("secret");
        }
        assertThat(asked).hasSize(5);
    }

    @Test
    void shouldGiveUpWhenNobodyListens() {
        server.stop(0);
        try (SchemaRegistry registry = SchemaRegistry.at(address, Duration.ofSeconds(2))) {
            assertThatThrownBy(() -> registry.byId(1))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("GET /schemas/ids/1 got no answer")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void shouldNotAskAgainWhenRefused() {
        answers.add(new Answer(422, "{\"error_code\": 42201, \"message\": \"bad schema\"}"));
        try (SchemaRegistry registry = SchemaRegistry.at(address)) {
            assertThatThrownBy(() -> registry.register("s", SCHEMA))
                    .isInstanceOfSatisfying(
                            RegistryRefusedException.class,
                            e -> assertThat(e.status()).isEqualTo(422))
                    .hasMessageContaining("bad schema");
        }
        assertThat(asked).hasSize(1);
    }

    @Test
    void shouldWonderAboutAnAddressThatAnswersInHtml() {
        answers.add(new Answer(200, "<html>"));
        try (SchemaRegistry registry = SchemaRegistry.at(address)) {
            assertThatThrownBy(() -> registry.byId(1))
                    .isInstanceOf(RegistryRefusedException.class)
                    .hasMessageContaining("is this the address of a schema registry?");
        }
    }

    /** A 404 without Confluent's code is a proxy's or another server's: it must not pass for "no such schema". */
    @Test
    void shouldNotTakeAnyNotFoundForAbsence() {
        answers.add(new Answer(404, "{\"error\": \"no route\"}"));
        answers.add(new Answer(404, "{\"error_code\": 40403, \"message\": \"Schema not found\"}"));
        try (SchemaRegistry registry = SchemaRegistry.at(address)) {
            assertThatThrownBy(() -> registry.byId(1)).isInstanceOf(RegistryRefusedException.class);
            assertThat(registry.byId(1)).isEmpty();
        }
    }

    @Test
    void shouldSendCredentialsAndAcceptBothMediaTypes() {
        answers.add(new Answer(200, FOUND));
        try (SchemaRegistry registry = SchemaRegistry.at(address)) {
            registry.byId(77);
        }
        assertThat(asked.remove())
                .containsEntry("Authorization", List.of("Basic dXNlcjpzZWNyZXQ="))
                .containsEntry("Accept", List.of("application/vnd.schemaregistry.v1+json, application/json"));
    }

    @Test
    void shouldRememberWhatItWasTold() {
        answers.add(new Answer(200, FOUND));
        answers.add(new Answer(200, FOUND));
        try (SchemaRegistry registry = SchemaRegistry.at(address)) {
            SchemaIds ids = registry.ids(Registration.LOOK_UP);
            for (int i = 0; i < 3; i++) {
                assertThat(ids.idOf("s", SCHEMA)).isEqualTo(77);
                assertThat(ids.schemaOf(77)).contains(Schema.create(Schema.Type.STRING));
            }
        }
        assertThat(asked).hasSize(2);
    }

    @Test
    void shouldAskAgainForAnIdItWasNotTold() {
        answers.add(new Answer(404, "{\"error_code\": 40403}"));
        answers.add(new Answer(200, FOUND));
        try (SchemaRegistry registry = SchemaRegistry.at(address)) {
            SchemaIds ids = registry.ids(Registration.LOOK_UP);
            assertThat(ids.schemaOf(77)).isEmpty();
            assertThat(ids.schemaOf(77)).isPresent();
        }
    }

    @Test
    void shouldRefuseWhatIsNoAddress() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SchemaRegistry.at(URI.create("localhost:8081")))
                .withMessageContaining("schema.registry.url");
    }
}
