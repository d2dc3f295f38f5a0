package io.godwit.projector.source;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One document at the scanner's present place: a hit, or one of a multi-get's. */
final class DocumentReader {
    private String id = "";
    private @Nullable String routing;
    private long seqNo = -1;
    private long primaryTerm = -1;
    private boolean found = true;
    private @Nullable ByteBuffer source;
    private String error = "";

    private DocumentReader() {}

    static StoredDocument read(AnswerScanner scanner) {
        DocumentReader reader = new DocumentReader();
        scanner.open('{');
        while (scanner.more('}')) {
            reader.member(scanner);
        }
        return new StoredDocument(
                reader.id, reader.routing, reader.seqNo, reader.primaryTerm, reader.found, reader.source, reader.error);
    }

    private void member(AnswerScanner scanner) {
        switch (scanner.name()) {
            case "_id" -> id = scanner.string();
            case "_routing" -> routing = scanner.text();
            case "_seq_no" -> seqNo = scanner.number();
            case "_primary_term" -> primaryTerm = scanner.number();
            case "found" -> found = scanner.truth();
            case "_source" -> source = scanner.copy();
            case "error" -> error = errorType(scanner);
            default -> scanner.skipValue();
        }
    }

    private static String errorType(AnswerScanner scanner) {
        if (!scanner.isNext('{')) {
            return String.valueOf(scanner.text());
        }
        String type = "unknown";
        scanner.open('{');
        while (scanner.more('}')) {
            if (scanner.name().equals("type")) {
                type = scanner.string();
            } else {
                scanner.skipValue();
            }
        }
        return type;
    }
}
