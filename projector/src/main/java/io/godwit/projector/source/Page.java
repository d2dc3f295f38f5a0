package io.godwit.projector.source;

import java.util.ArrayList;
import java.util.List;

/**
 * The documents of one answer.
 *
 * @param documents in the answer's order
 * @param total how many the query matches
 */
public record Page(List<StoredDocument> documents, long total) {

    /**
     * Reads a search answer. A failed shard or a time-out is an {@link IncompleteAnswerException}: what is not whole is
     * never taken for all there is.
     */
    public static Page ofSearch(byte[] answer) {
        AnswerScanner scanner = new AnswerScanner(answer);
        List<StoredDocument> documents = new ArrayList<>();
        long total = -1;
        scanner.open('{');
        while (scanner.more('}')) {
            switch (scanner.name()) {
                case "hits" -> total = hits(scanner, documents);
                case "timed_out" -> requireWhole(!scanner.truth(), "timed out");
                case "_shards" -> requireNoFailedShard(scanner);
                default -> scanner.skipValue();
            }
        }
        requireWhole(total >= 0, "has no hits.total");
        return new Page(documents, total);
    }

    /** Reads a multi-get answer: one document for each that was asked for. */
    public static List<StoredDocument> ofMultiGet(byte[] answer) {
        AnswerScanner scanner = new AnswerScanner(answer);
        List<StoredDocument> documents = new ArrayList<>();
        scanner.open('{');
        while (scanner.more('}')) {
            if (scanner.name().equals("docs")) {
                scanner.open('[');
                while (scanner.more(']')) {
                    documents.add(DocumentReader.read(scanner));
                }
            } else {
                scanner.skipValue();
            }
        }
        return documents;
    }

    private static long hits(AnswerScanner scanner, List<StoredDocument> documents) {
        long total = -1;
        scanner.open('{');
        while (scanner.more('}')) {
            switch (scanner.name()) {
                case "total" -> total = total(scanner);
                case "hits" -> {
                    scanner.open('[');
                    while (scanner.more(']')) {
                        documents.add(DocumentReader.read(scanner));
                    }
                }
                default -> scanner.skipValue();
            }
        }
        return total;
    }

    /** A number before Elasticsearch 7, an object since. */
    private static long total(AnswerScanner scanner) {
        if (!scanner.isNext('{')) {
            return scanner.number();
        }
        long total = -1;
        scanner.open('{');
        while (scanner.more('}')) {
            if (scanner.name().equals("value")) {
                total = scanner.number();
            } else {
                scanner.skipValue();
            }
        }
        return total;
    }

    private static void requireNoFailedShard(AnswerScanner scanner) {
        scanner.open('{');
        while (scanner.more('}')) {
            if (scanner.name().equals("failed")) {
                requireWhole(scanner.number() == 0, "has failed shards");
            } else {
                scanner.skipValue();
            }
        }
    }

    private static void requireWhole(boolean whole, String why) {
        if (!whole) {
            throw new IncompleteAnswerException("search answer " + why);
        }
    }
}
