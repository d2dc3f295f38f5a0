package io.godwit.console.verify;

import java.math.BigInteger;

/**
 * Feeds a JSON number into a hash by its value: {@code 1}, {@code 1.0}, {@code 10e-1} are one. Works on the digits as
 * written, so nothing is rounded and an exponent costs nothing however big. For one thread.
 */
final class NumberHash {
    private static final int MAX_LONG_DIGITS = 17;
    private static final int DIGITS_PER_WORD = 16;

    private final Hash hash;
    private char[] text = new char[0];
    private int mantissaEnd;
    private int first;
    private int last;
    private int point;

    NumberHash(Hash hash) {
        this.hash = hash;
    }

    /** A number that JSON allows. */
    void add(char[] characters, int offset, int length) {
        text = characters;
        scan(offset, offset + length);
        if (first < 0) {
            hash.word(0);
            return;
        }
        hash.word(text[offset] == '-' ? 2 : 1);
        addDigits();
        addScale(offset + length);
    }

    private void scan(int from, int end) {
        first = -1;
        point = -1;
        mantissaEnd = end;
        for (int at = from; at < end; at++) {
            char c = text[at];
            if (c == 'e' || c == 'E') {
                mantissaEnd = at;
                break;
            } else if (c == '.') {
                point = at;
            } else if (c >= '1' && c <= '9') {
                first = first < 0 ? at : first;
                last = at;
            }
        }
        point = point < 0 ? mantissaEnd : point;
    }

    /** All digits from the first to the last that is not zero. */
    private void addDigits() {
        long word = 0;
        int digits = 0;
        for (int at = first; at <= last; at++) {
            if (text[at] != '.') {
                word = word << 4 | text[at] - '0';
                if (++digits % DIGITS_PER_WORD == 0) {
                    hash.word(word);
                    word = 0;
                }
            }
        }
        hash.word(word);
        hash.word(digits);
    }

    /** The power of ten of the last digit that is not zero. */
    private void addScale(int end) {
        long scale = last < point ? point - last - 1 : point - last;
        int exponent = mantissaEnd + 1;
        if (exponent >= end) {
            hash.word(scale);
        } else if (end - exponent <= MAX_LONG_DIGITS) {
            hash.word(scale + Long.parseLong(new String(text, exponent, end - exponent)));
        } else {
            addHuge(new BigInteger(withoutPlus(exponent, end)).add(BigInteger.valueOf(scale)));
        }
    }

    private void addHuge(BigInteger scale) {
        if (scale.bitLength() < Long.SIZE) {
            hash.word(scale.longValue());
        } else {
            hash.text(scale.toString());
        }
    }

    private String withoutPlus(int from, int end) {
        int begin = text[from] == '+' ? from + 1 : from;
        return new String(text, begin, end - begin);
    }
}
