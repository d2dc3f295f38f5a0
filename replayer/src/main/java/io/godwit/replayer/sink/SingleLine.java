package io.godwit.replayer.sink;

import java.util.Arrays;

/**
 * Puts a JSON document on one line without changing its meaning. Between tokens a line break becomes a space. Servers
 * may accept two things beyond JSON that make this less than trivial: a comment up to the end of its line, which would
 * swallow what follows, is blanked out; and a raw line break within a string is written as its escape.
 */
final class SingleLine {
    private final byte[] from;
    private final int end;
    private final byte[] to;
    private int at;
    private int length;
    private Place place = Place.BETWEEN;

    private enum Place {
        BETWEEN,
        STRING,
        LINE_COMMENT,
        BLOCK_COMMENT
    }

    private SingleLine(byte[] from, int start, int end) {
        this.from = from;
        this.at = start;
        this.end = end;
        this.to = new byte[2 * (end - start)];
    }

    /** Whether there is anything to do. */
    static boolean isNeeded(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (isBreak(bytes[i])) {
                return true;
            }
        }
        return false;
    }

    /** The document between {@code start} and {@code end}, on one line. */
    static byte[] of(byte[] bytes, int start, int end) {
        SingleLine line = new SingleLine(bytes, start, end);
        while (line.at < end) {
            line.step();
        }
        return Arrays.copyOf(line.to, line.length);
    }

    private void step() {
        byte now = from[at++];
        switch (place) {
            case BETWEEN -> between(now);
            case STRING -> inString(now);
            case LINE_COMMENT -> {
                place = isBreak(now) ? Place.BETWEEN : place;
                put((byte) ' ');
            }
            case BLOCK_COMMENT -> {
                put(isBreak(now) ? (byte) ' ' : now);
                if (now == '*' && next() == '/') {
                    put(from[at++]);
                    place = Place.BETWEEN;
                }
            }
        }
    }

    private void inString(byte now) {
        if (isBreak(now)) {
            put((byte) '\\');
            put((byte) (now == '\n' ? 'n' : 'r'));
            return;
        }
        put(now);
        if (now == '\\' && at < end) {
            put(from[at++]);
        } else if (now == '"') {
            place = Place.BETWEEN;
        }
    }

    private void between(byte now) {
        if (now == '/' && next() == '/') {
            place = Place.LINE_COMMENT;
            put((byte) ' ');
        } else if (now == '/' && next() == '*') {
            place = Place.BLOCK_COMMENT;
            put(now);
            put(from[at++]);
        } else {
            place = now == '"' ? Place.STRING : place;
            put(isBreak(now) ? (byte) ' ' : now);
        }
    }

    private byte next() {
        return at < end ? from[at] : 0;
    }

    private void put(byte b) {
        to[length++] = b;
    }

    private static boolean isBreak(byte b) {
        return b == '\n' || b == '\r';
    }
}
