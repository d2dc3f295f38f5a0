package io.godwit.trial.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.schemas.RecordKey;
import io.godwit.schemas.Side;
import io.godwit.trial.history.Body;
import io.godwit.trial.history.Completion.Done;
import io.godwit.trial.history.Completion.Unknown;
import io.godwit.trial.history.Effect;
import io.godwit.trial.history.History;
import io.godwit.trial.history.Operation;
import io.godwit.trial.shop.ShopDocuments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors planted at one side or both: the oracle finds each of them, and nothing where there is none. */
class OracleTest {
    private static final int LOADED = 6;
    private static final RecordKey KEPT = RecordKey.of(ShopDocuments.ORDERS, "kept");
    private static final RecordKey REMOVED = RecordKey.of(ShopDocuments.ORDERS, "removed");
    private static final RecordKey ROUTED = new RecordKey(ShopDocuments.ORDERS, "routed", "route-1");
    private static final RecordKey SHARED = RecordKey.of(ShopDocuments.PRODUCTS, "shared-1");
    private static final Found.Mark SOMEWHERE = new Found.Mark(1, 1_000, 1);

    @TempDir
    private Path directory;

    private final ShopDocuments documents = new ShopDocuments(3);
    private final Shelf source = new Shelf();
    private Shelf target = new Shelf();
    private History history;
    private long seqNo;

    @BeforeEach
    void write() {
        history = History.open(directory, 3);
        for (int n = 0; n < LOADED; n++) {
            source.put(loaded(n), documents.document(n), SOMEWHERE);
        }
        put(source, KEPT);
        put(source, REMOVED);
        done(REMOVED, new Effect.Remove());
        source.remove(REMOVED);
        put(source, ROUTED);
        put(source, SHARED);
        put(source, SHARED);
        target = source.copy();
    }

    @AfterEach
    void close() {
        history.close();
    }

    @Test
    void shouldFindNothingWhereNothingIsWrong() {
        assertThat(judge())
                .isInstanceOfSatisfying(
                        Judgement.Kept.class,
                        kept -> assertThat(kept.documents()).isEqualTo(LOADED + 3));
    }

    @Test
    void shouldFindALostWrite() {
        source.remove(KEPT);
        target.remove(KEPT);

        assertWrong(KEPT, "must not be absent");
    }

    @Test
    void shouldFindALoadedDocumentThatIsLost() {
        source.remove(loaded(2));
        target.remove(loaded(2));

        assertWrong(loaded(2), "must not be absent");
    }

    @Test
    void shouldFindALoadedDocumentThatIsNotWhatItWas() {
        source.put(loaded(2), documents.document(5), SOMEWHERE);
        target.put(loaded(2), documents.document(5), SOMEWHERE);

        assertWrong(loaded(2), "must not hold what it holds");
    }

    /** What went wrong is hidden by the next write; the answer to it tells. */
    @Test
    void shouldFindThatARecordWasLostBeforeItWasWrittenAgain() {
        source.remove(KEPT);
        put(source, KEPT);
        target.put(KEPT, latest(KEPT), SOMEWHERE);

        assertWrong(KEPT, "was answered 201, so the record was absent before it");
    }

    @Test
    void shouldFindThatARecordWasResurrectedBeforeItWasWrittenAgain() {
        source.put(REMOVED, first(REMOVED), SOMEWHERE);
        put(source, REMOVED);
        target.put(REMOVED, latest(REMOVED), SOMEWHERE);

        assertWrong(REMOVED, "was answered 200, so the record was there before it");
    }

    @Test
    void shouldFindAResurrectedRecord() {
        Map<String, Object> before = first(REMOVED);
        source.put(REMOVED, before, mark(REMOVED));
        target.put(REMOVED, before, SOMEWHERE);

        assertWrong(REMOVED, "must not hold what it holds");
    }

    @Test
    void shouldFindARecordThatIsResurrectedAtTheTargetOnly() {
        target.put(REMOVED, first(REMOVED), SOMEWHERE);

        assertWrong(REMOVED, "source and target differ");
    }

    @Test
    void shouldFindAWrongField() {
        Map<String, Object> changed = new LinkedHashMap<>(first(KEPT));
        changed.put("owner", "client-9");
        target.put(KEPT, changed, SOMEWHERE);

        assertWrong(KEPT, "source and target differ");
    }

    @Test
    void shouldFindAWrongFieldThatBothSidesHold() {
        Map<String, Object> changed = new LinkedHashMap<>(first(KEPT));
        changed.put("invented", 1);
        source.put(KEPT, changed, mark(KEPT));
        target.put(KEPT, changed, SOMEWHERE);

        assertWrong(KEPT, "must not hold what it holds");
    }

    @Test
    void shouldFindWritesInTheWrongOrder() {
        source.put(SHARED, first(SHARED), mark(SHARED));
        target.put(SHARED, first(SHARED), SOMEWHERE);

        assertWrong(SHARED, "must not hold what it holds");
    }

    @Test
    void shouldFindAnInventedDocument() {
        RecordKey invented = RecordKey.of(ShopDocuments.CUSTOMERS, "invented");
        source.put(invented, Map.of("op", "op-1"), SOMEWHERE);
        target.put(invented, Map.of("op", "op-1"), SOMEWHERE);

        assertWrong(invented, "is there although no client wrote it");
    }

    @Test
    void shouldFindThatRoutingWasLost() {
        RecordKey plain = RecordKey.of(ROUTED.collection(), ROUTED.id());
        target.remove(ROUTED).put(plain, first(ROUTED), SOMEWHERE);

        assertThat(judge())
                .isInstanceOfSatisfying(
                        Judgement.Broken.class,
                        broken -> assertThat(broken.differences())
                                .extracting(Difference::record)
                                .containsExactlyInAnyOrder(ROUTED, plain));
        assertThat(((Judgement.Broken) judge()).differences())
                .allMatch(difference -> difference.what().contains("found with other routing"));
    }

    @Test
    void shouldFindThatTheSideOfBeforeTheSwingHasWon() {
        Map<String, Object> atSource = latest(SHARED);
        history.swinging();
        history.swung(Side.TARGET);
        seqNo = 0;
        put(target, SHARED);
        target.put(SHARED, atSource, mark(SHARED));
        source.put(SHARED, atSource, SOMEWHERE);

        assertWrong(SHARED, "must not hold what it holds");
    }

    @Test
    void shouldKnowADocumentWhoseServerMadeIdNobodyWasTold() {
        long id = history.nextId();
        RecordKey unnamed = RecordKey.of(ShopDocuments.ORDERS, History.NAMED_BY_SERVER + id);
        Body.Whole body = new Body.Whole(7, id, 1, "post", Map.of());
        history.end(history.begin(id, 1, unnamed, new Effect.Put(body)), new Unknown(history.now(), "no answer"));
        assertThat(judge().kept()).isTrue();

        RecordKey made = RecordKey.of(ShopDocuments.ORDERS, "made-by-the-server");
        source.put(made, body.fields(documents), SOMEWHERE);
        target.put(made, body.fields(documents), SOMEWHERE);
        assertThat(judge().kept()).isTrue();

        RecordKey twice = RecordKey.of(ShopDocuments.ORDERS, "made-by-the-server-again");
        source.put(twice, body.fields(documents), SOMEWHERE);
        target.put(twice, body.fields(documents), SOMEWHERE);
        assertWrong(twice, "is there although no client wrote it");
    }

    @Test
    void shouldExplainADifference() throws IOException {
        target.remove(SHARED);

        Judgement.Broken broken = (Judgement.Broken) judge();

        Difference difference = broken.differences().getFirst();
        assertThat(difference.targetHolds()).isEqualTo("nothing");
        assertThat(difference.sourceHolds()).contains("_seq_no").contains("\"owner\":\"client-1\"");
        assertThat(difference.allowed()).singleElement().asString().contains("op-");
        assertThat(difference.operations()).hasSize(2).allMatch(line -> line.contains("client 1 sent 20"));
        assertThat(Files.readString(broken.report())).contains(difference.text());
        assertThat(broken.summary()).startsWith("1 differences, 0 versions went back; first: products/shared-1");
    }

    @Test
    void shouldNotPassVersionsThatWentBack() {
        Watched watched = new Watched(true, 9, List.of("shared-1 went back"), Optional.empty());

        Judgement judgement = oracle().judge(source, target, watched);

        assertThat(judgement.kept()).isFalse();
    }

    @Test
    void shouldNotPassVersionsThatNobodyCouldRead() throws IOException {
        Watched watched = new Watched(true, 0, List.of(), Optional.empty());

        Judgement.Broken broken = (Judgement.Broken) oracle().judge(source, target, watched);

        assertThat(broken.summary()).contains("not one version was read at the target");
        assertThat(Files.readString(broken.report())).contains("not one version was read at the target");
    }

    /** A run in pieces: what the first one wrote is promised in the second. */
    @Test
    void shouldKnowWhatAnEarlierPieceWrote() {
        long id = history.nextId();
        history.begin(id, 1, KEPT, new Effect.Remove());
        history.close();
        history = History.open(directory, 3);

        assertThat(history.piece()).isEqualTo(2);
        assertThat(history.nextId()).isGreaterThan(id);
        assertThat(operations(KEPT).getLast().uncertain()).isTrue();
        assertThat(judge().kept()).isTrue();
        source.remove(KEPT);
        target.remove(KEPT);
        assertThat(judge().kept()).isTrue();
        source.remove(ROUTED);
        target.remove(ROUTED);
        assertWrong(ROUTED, "must not be absent");
    }

    private void assertWrong(RecordKey record, String what) {
        assertThat(judge())
                .isInstanceOfSatisfying(
                        Judgement.Broken.class,
                        broken -> assertThat(broken.differences())
                                .singleElement()
                                .satisfies(difference -> {
                                    assertThat(difference.record()).isEqualTo(record);
                                    assertThat(difference.what()).contains(what);
                                }));
    }

    private Judgement judge() {
        return oracle().judge(source, target, Watched.NOT);
    }

    private Oracle oracle() {
        return new Oracle(history, documents, LOADED, directory);
    }

    private void put(Shelf shelf, RecordKey record) {
        long id = history.nextId();
        Body.Whole body = new Body.Whole((int) id, id, 1, "test", Map.of());
        Operation operation = history.begin(id, 1, record, new Effect.Put(body));
        int status = shelf.get(record).isPresent() ? 200 : 201;
        history.end(operation, new Done(history.now(), status, 1, ++seqNo, seqNo));
        shelf.put(record, body.fields(documents), new Found.Mark(1, seqNo, seqNo));
    }

    private void done(RecordKey record, Effect effect) {
        Operation operation = history.begin(history.nextId(), 1, record, effect);
        history.end(operation, new Done(history.now(), 200, 1, ++seqNo, seqNo));
    }

    private List<Operation> operations(RecordKey record) {
        return history.records().getOrDefault(record, List.of());
    }

    private Map<String, Object> first(RecordKey record) {
        return fields(operations(record).getFirst());
    }

    private Map<String, Object> latest(RecordKey record) {
        return fields(operations(record).getLast());
    }

    private Found.Mark mark(RecordKey record) {
        Done done = operations(record).getLast().done().orElseThrow();
        return new Found.Mark(1, done.seqNo(), done.version());
    }

    private Map<String, Object> fields(Operation operation) {
        return ((Effect.Put) operation.effect()).document().fields(documents);
    }

    private static RecordKey loaded(int n) {
        return RecordKey.of(ShopDocuments.indexOf(n), ShopDocuments.idOf(n));
    }
}
