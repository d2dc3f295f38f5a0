package io.godwit.console.verify;

import java.util.Arrays;

/**
 * The hashes of what the open objects and arrays hold so far. An object's field takes four numbers (name and value), an
 * array's element two. For one thread.
 */
final class FieldStack {
    private static final int FIELD = 4;
    private static final int ELEMENT = 2;
    private static final int SORTED_IN_PLACE = 64;

    private long[] numbers = new long[1024];
    private int size;

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    /** A field's name, its value, or an element. */
    void add(long high, long low) {
        if (size + ELEMENT > numbers.length) {
            numbers = Arrays.copyOf(numbers, numbers.length * 2);
        }
        numbers[size] = high;
        numbers[size + 1] = low;
        size += ELEMENT;
    }

    /** Takes the elements from {@code begin} on away and into {@code hash}. */
    void addArray(int begin, Hash hash) {
        for (int at = begin; at < size; at++) {
            hash.word(numbers[at]);
        }
        hash.word((size - begin) / ELEMENT);
        size = begin;
    }

    /** Takes the fields from {@code begin} on away and, ordered by name and each name once, into {@code hash}. */
    void addObject(int begin, Hash hash) {
        if (size - begin <= SORTED_IN_PLACE * FIELD) {
            sortFew(begin);
        } else {
            sortMany(begin);
        }
        int count = 0;
        for (int at = begin; at < size; at += FIELD) {
            boolean lastOfItsName = at + FIELD == size || compare(at, at + FIELD) != 0;
            if (lastOfItsName) {
                for (int i = 0; i < FIELD; i++) {
                    hash.word(numbers[at + i]);
                }
                count++;
            }
        }
        hash.word(count);
        size = begin;
    }

    private int compare(int one, int other) {
        int high = Long.compare(numbers[one], numbers[other]);
        return high != 0 ? high : Long.compare(numbers[one + 1], numbers[other + 1]);
    }

    /** By insertion; fields of one name keep their order. */
    private void sortFew(int begin) {
        for (int end = begin + FIELD; end < size; end += FIELD) {
            for (int at = end; at > begin && compare(at - FIELD, at) > 0; at -= FIELD) {
                swap(at - FIELD, at);
            }
        }
    }

    private void swap(int one, int other) {
        for (int i = 0; i < FIELD; i++) {
            long kept = numbers[one + i];
            numbers[one + i] = numbers[other + i];
            numbers[other + i] = kept;
        }
    }

    private void sortMany(int begin) {
        Integer[] order = new Integer[(size - begin) / FIELD];
        Arrays.setAll(order, i -> begin + i * FIELD);
        Arrays.sort(order, this::compare);
        long[] sorted = new long[size - begin];
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(numbers, order[i], sorted, i * FIELD, FIELD);
        }
        System.arraycopy(sorted, 0, numbers, begin, sorted.length);
    }
}
