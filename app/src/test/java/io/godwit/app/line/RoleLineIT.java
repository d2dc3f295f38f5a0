package io.godwit.app.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.flow.ClientProperties;
import io.godwit.flow.TopicAdmin;
import io.godwit.sandbox.Sandbox;
import io.godwit.schemas.Topics;
import io.godwit.schemas.wire.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A console and roles that talk over a real broker. */
class RoleLineIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String REFUSED = "refuse this";
    private static final String FAILS_ONCE = "fail once";

    private final ClientProperties kafka = ClientProperties.of(Sandbox.kafka().bootstrapServers());
    private final Topics topics = Topics.of("line-" + Long.toString(System.nanoTime(), 36));
    private final Wire wire = Wire.embedded();

    @BeforeEach
    void prepare() {
        try (TopicAdmin admin = TopicAdmin.open(kafka)) {
            admin.ensure(topics.migrationWide());
        }
    }

    @Test
    void shouldTellTheNewestAssignmentToWhoComesLate() throws InterruptedException {
        Obedient worker = new Obedient();
        try (RoleDesk desk = desk()) {
            desk.assign("first");
            Mark second = desk.assign("second");
            try (RoleLine line = join("replayer-1", worker)) {
                assertThat(worker.carriedOut.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isEqualTo("second");
                assertThat(awaitApplied(desk, second)).isTrue();
                assertThat(line.applied()).isEqualTo(second);
            }
        }
        assertThat(worker.carriedOut).isEmpty();
    }

    @Test
    void shouldNotObeyAConsoleThatAnotherHasReplaced() throws InterruptedException {
        Obedient worker = new Obedient();
        try (RoleDesk old = desk();
                RoleLine line = join("replayer-1", worker)) {
            old.assign("old");
            assertThat(worker.carriedOut.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo("old");
            try (RoleDesk young = desk()) {
                young.assign("young");
                assertThat(worker.carriedOut.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isEqualTo("young");
                assertThatThrownBy(() -> old.assign("woken up")).hasMessageContaining("has taken over");
                Mark last = young.assign("younger");
                assertThat(worker.carriedOut.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isEqualTo("younger");
                assertThat(line.applied())
                        .satisfiesAnyOf(
                                mark -> assertThat(mark).isEqualTo(last),
                                mark -> assertThat(awaitApplied(young, last)).isTrue());
            }
        }
    }

    /** What an assignment is to follow from is read after claiming: whoever was slower does not assign what it has read. */
    @Test
    void shouldObeyNobodyButTheLastWhoClaimed() throws InterruptedException {
        Obedient worker = new Obedient();
        try (RoleDesk slow = desk();
                RoleLine line = join("replayer-1", worker)) {
            slow.claim();
            assertThat(slow.replaced()).isNotDone();
            try (RoleDesk fast = desk()) {
                fast.claim();
                assertThat(slow.replaced()).succeedsWithin(PATIENCE);
                assertThatThrownBy(() -> slow.assign("of what is no longer so")).hasMessageContaining("has taken over");
                Mark mark = fast.assign("as it is");
                assertThat(awaitApplied(fast, mark)).isTrue();
            }
            assertThat(line.applied().number()).isEqualTo(1);
        }
        assertThat(worker.carriedOut).containsExactly("as it is");
    }

    @Test
    void shouldKeepWhatWasAssignedWhenAnotherConsoleClaims() throws InterruptedException {
        Obedient worker = new Obedient();
        try (RoleDesk old = desk();
                RoleLine line = join("replayer-1", worker)) {
            assertThat(line).isNotNull();
            old.assign("standing");
            try (RoleDesk young = desk()) {
                young.claim();
                assertThat(young.inherited().orElseThrow().asString()).isEqualTo("standing");
            }
        }
        assertThat(worker.carriedOut).isNotEmpty().containsOnly("standing");
    }

    @Test
    void shouldTryAgainWhatFailsAndNotWhatIsRefused() {
        Obedient worker = new Obedient();
        try (RoleDesk desk = desk();
                RoleLine line = join("replayer-1", worker)) {
            Mark failing = desk.assign(FAILS_ONCE);
            assertThat(awaitApplied(desk, failing)).isTrue();
            Mark refused = desk.assign(REFUSED);
            assertThat(desk.awaitMembers(
                            Role.REPLAYER,
                            members -> members.getFirst().report().refused().equals(refused),
                            PATIENCE))
                    .isTrue();
            assertThat(desk.members(Role.REPLAYER).getFirst().report().problem())
                    .isEqualTo("not possible");
            assertThat(line.applied()).isEqualTo(failing);
        }
    }

    @Test
    void shouldAnswerEachOneAsked() {
        try (RoleDesk desk = desk();
                RoleLine one = join("replayer-1", new Obedient());
                RoleLine other = join("replayer-2", new Obedient());
                RoleLine another = join("replayer-3", new Obedient())) {
            assertThat(List.of(one, other, another))
                    .allSatisfy(line -> assertThat(line).isNotNull());
            assertThat(desk.awaitMembers(Role.REPLAYER, members -> heard(members) == 3, PATIENCE))
                    .isTrue();
            assertThat(desk.ask(Role.REPLAYER, "twice", 21, PATIENCE))
                    .extracting(Reply::name, reply -> reply.body().asInt())
                    .containsExactlyInAnyOrder(
                            org.assertj.core.groups.Tuple.tuple("replayer-1", 42),
                            org.assertj.core.groups.Tuple.tuple("replayer-2", 42),
                            org.assertj.core.groups.Tuple.tuple("replayer-3", 42));
            assertThat(desk.askAny(Role.REPLAYER, "twice", 1, PATIENCE).body().asInt())
                    .isEqualTo(2);
            assertThatThrownBy(() -> desk.ask(Role.REPLAYER, "unknown", 1, PATIENCE))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("does not know 'unknown'");
        }
    }

    @Test
    void shouldKnowWhoHasSaidGoodbyeAndWhoIsOnlySilent() {
        try (RoleDesk desk = desk()) {
            try (RoleLine line = join("replayer-1", new Obedient())) {
                assertThat(line).isNotNull();
                assertThat(desk.awaitMembers(Role.REPLAYER, members -> heard(members) == 1, PATIENCE))
                        .isTrue();
                try (RoleDesk later = desk()) {
                    assertThat(later.awaitMembers(Role.REPLAYER, members -> heard(members) == 1, PATIENCE))
                            .isTrue();
                }
            }
            assertThat(desk.awaitMembers(Role.REPLAYER, List::isEmpty, PATIENCE))
                    .isTrue();
            assertThatThrownBy(() -> desk.ask(Role.REPLAYER, "twice", 1, PATIENCE))
                    .hasMessage("no replayer runs");
        }
    }

    @Test
    void shouldForgetOnlyWhoDoesNotSpeak() {
        try (Wires dead = new Wires(kafka, topics, wire, "replayer dead", new Deaf())) {
            dead.tell(
                            Verbs.reportKey(Role.REPLAYER, "dead"),
                            new Report(
                                    Role.REPLAYER,
                                    "dead",
                                    "1",
                                    Mark.NONE,
                                    Mark.NONE,
                                    null,
                                    false,
                                    Wires.JSON.nullNode()))
                    .join();
        }
        try (RoleDesk desk = desk();
                RoleLine living = join("living", new Obedient())) {
            assertThat(living).isNotNull();
            assertThat(desk.awaitMembers(Role.REPLAYER, members -> members.size() == 2, PATIENCE))
                    .isTrue();
            assertThat(desk.forget("living").done()).isFalse();
            assertThat(desk.forget("unknown").text()).contains("known are [dead, living]");
            assertThat(desk.forget("dead").done()).isTrue();
            assertThat(desk.awaitMembers(Role.REPLAYER, members -> members.size() == 1, PATIENCE))
                    .isTrue();
        }
    }

    private RoleDesk desk() {
        return RoleDesk.open(kafka, topics, wire, "console");
    }

    private RoleLine join(String name, Obedient worker) {
        return RoleLine.join(kafka, topics, wire, Role.REPLAYER, name, worker);
    }

    private static boolean awaitApplied(RoleDesk desk, Mark mark) {
        return desk.awaitMembers(
                Role.REPLAYER,
                members -> !members.isEmpty()
                        && members.stream()
                                .allMatch(heard -> heard.report().applied().reaches(mark)),
                PATIENCE);
    }

    private static long heard(List<Heard> members) {
        return members.stream().filter(heard -> !heard.silent()).count();
    }

    /** Hears nothing. */
    private static final class Deaf implements Wires.Listener {
        @Override
        public void assigned(Envelope envelope) {
            // deaf
        }

        @Override
        public void asked(Question question) {
            // deaf
        }

        @Override
        public void told(String key, @org.jspecify.annotations.Nullable String json) {
            // deaf
        }
    }

    /** Does whatever it is told, but for two things. */
    private static final class Obedient implements RoleLine.Worker {
        final BlockingQueue<String> carriedOut = new LinkedBlockingQueue<>();
        private boolean failed;

        @Override
        public void carryOut(JsonNode assignment) {
            String what = assignment.asString();
            if (what.equals(REFUSED)) {
                throw new AssignmentRefusedException("not possible");
            }
            if (what.equals(FAILS_ONCE) && !failed) {
                failed = true;
                throw new IllegalStateException("not yet");
            }
            carriedOut.add(what);
        }

        @Override
        public Object report() {
            return Map.of("carriedOut", carriedOut.size());
        }

        @Override
        public Object answer(String question, JsonNode arguments) {
            if (question.equals("twice")) {
                return 2 * arguments.asInt();
            }
            throw new IllegalArgumentException("does not know '" + question + "'");
        }
    }
}
