package io.godwit.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Documents of about 1 KiB as ready bulk bodies, so that making them costs the measured loader nothing. */
final class BenchDocuments {
    private static final int BULK_BYTES = 5 << 20;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

    private final List<byte[]> bulks = new ArrayList<>();
    private long bytes;

    BenchDocuments(int count, long seed, boolean typed) {
        SplittableRandom random = new SplittableRandom(seed);
        ByteArrayOutputStream bulk = new ByteArrayOutputStream(BULK_BYTES + 4096);
        for (int n = 0; n < count; n++) {
            String action = "{\"index\":{\"_id\":\"doc-" + n + "\"" + (typed ? ",\"_type\":\"_doc\"" : "") + "}}\n";
            String document = document(n, random);
            bytes += document.length();
            bulk.writeBytes((action + document + "\n").getBytes(StandardCharsets.UTF_8));
            if (bulk.size() >= BULK_BYTES || n == count - 1) {
                bulks.add(bulk.toByteArray());
                bulk.reset();
            }
        }
    }

    List<byte[]> bulks() {
        return bulks;
    }

    long bytes() {
        return bytes;
    }

    /** Document {@code n} as a client might write it anew. */
    static String edited(int n) {
        return document(n, new SplittableRandom(n));
    }

    private static String document(int n, SplittableRandom random) {
        StringBuilder text = new StringBuilder(1200);
        text.append("{\"number\":").append(n).append(",\"name\":\"").append(words(random, 3));
        text.append("\",\"price\":").append(random.nextInt(1_000_000) / 100.0);
        text.append(",\"created\":\"2024-0")
                .append(random.nextInt(1, 10))
                .append("-1")
                .append(random.nextInt(10));
        text.append("T10:00:00Z\",\"tags\":[\"")
                .append(words(random, 1))
                .append("\",\"")
                .append(words(random, 1));
        text.append("\"],\"text\":\"").append(words(random, 125)).append("\"}");
        return text.toString();
    }

    private static String words(SplittableRandom random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ");
            // a vocabulary of a few thousand words, as text has
            int word = random.nextInt(4000);
            for (int letter = 0; letter < 3 + word % 8; letter++) {
                text.append(LETTERS.charAt((word * 31 + letter * 17 + word / 26) % 26));
            }
        }
        return text.toString();
    }
}
