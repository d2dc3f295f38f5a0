package io.godwit.console.verify;

import java.util.Arrays;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Hashes a JSON value by what it says: the order of an object's fields, white space, escapes and the way a number is
 * written make no difference; the order of an array, the kind of a value, and a field being null or absent do. Of a
 * field that occurs twice the last one counts. Works on the stream, without a tree. For one thread.
 */
final class BodyHash {
    private static final int OBJECT = 1;
    private static final int ARRAY = 2;
    private static final int STRING = 3;
    private static final int NUMBER = 4;
    private static final int TRUE = 5;
    private static final int FALSE = 6;
    private static final int NULL = 7;
    private static final int NAME = 8;
    private static final int INITIAL_DEPTH = 32;

    private final Hash hash;
    private final NumberHash numbers;
    private final FieldStack fields = new FieldStack();
    private boolean[] object = new boolean[INITIAL_DEPTH];
    private int[] begin = new int[INITIAL_DEPTH];
    private int depth;

    BodyHash(long seed) {
        this.hash = new Hash(seed);
        this.numbers = new NumberHash(hash);
    }

    /** Reads the value whose first token is the parser's present one, to its end. */
    void read(JsonParser parser) {
        depth = 0;
        fields.clear();
        JsonToken token = parser.currentToken();
        while (true) {
            accept(parser, token);
            if (depth == 0) {
                return;
            }
            token = parser.nextToken();
        }
    }

    long high() {
        return hash.high();
    }

    long low() {
        return hash.low();
    }

    private void accept(JsonParser parser, JsonToken token) {
        switch (token) {
            case START_OBJECT -> open(true);
            case START_ARRAY -> open(false);
            case END_OBJECT, END_ARRAY -> close();
            case PROPERTY_NAME -> name(parser.currentName());
            default -> {
                scalar(parser, token);
                add();
            }
        }
    }

    private void open(boolean isObject) {
        if (depth == object.length) {
            object = Arrays.copyOf(object, depth * 2);
            begin = Arrays.copyOf(begin, depth * 2);
        }
        object[depth] = isObject;
        begin[depth] = fields.size();
        depth++;
    }

    private void name(String name) {
        hash.start(NAME);
        hash.text(name);
        hash.finish();
        fields.add(hash.high(), hash.low());
    }

    private void close() {
        depth--;
        if (object[depth]) {
            hash.start(OBJECT);
            fields.addObject(begin[depth], hash);
        } else {
            hash.start(ARRAY);
            fields.addArray(begin[depth], hash);
        }
        hash.finish();
        add();
    }

    /** Gives the hash just finished to the container around it. */
    private void add() {
        if (depth > 0) {
            fields.add(hash.high(), hash.low());
        }
    }

    private void scalar(JsonParser parser, JsonToken token) {
        switch (token) {
            case VALUE_STRING -> {
                hash.start(STRING);
                hash.text(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                hash.start(NUMBER);
                numbers.add(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
            }
            case VALUE_TRUE -> hash.start(TRUE);
            case VALUE_FALSE -> hash.start(FALSE);
            case VALUE_NULL -> hash.start(NULL);
            default -> throw new IllegalStateException("token " + token + " in a document");
        }
        hash.finish();
    }
}
