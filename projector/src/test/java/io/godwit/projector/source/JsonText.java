package io.godwit.projector.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Writes JSON in every way a server may: spaces anywhere, members in any order, any escape, any number. */
final class JsonText {
    private static final String[] SPACES = {"", "", "", " ", "\n", "\r\n  ", "\t"};
    private static final String[] TRICKS = {
        "\"_source\":{\"a\":1}",
        "}]}",
        "\\",
        "\"",
        "{",
        "[",
        ",",
        ":",
        "\u0000",
        "\u001f",
        "/",
        "ä",
        "€",
        "😀",
        "\u2028",
        "_id"
    };
    private static final String[] NUMBERS = {
        "0", "-0", "1.10", "12345678901234567890", "-1e-7", "1E+400", "0.1000000000000000055511151231257827"
    };

    private final RandomGenerator random;

    JsonText(RandomGenerator random) {
        this.random = random;
    }

    String space() {
        return SPACES[random.nextInt(SPACES.length)];
    }

    /** What a string means. */
    String meaning() {
        StringBuilder meaning = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            meaning.append(
                    random.nextInt(3) == 0 ? TRICKS[random.nextInt(TRICKS.length)] : "id" + random.nextInt(1000));
        }
        return meaning.toString();
    }

    /** One of the ways to write that string. */
    String string(String meaning) {
        StringBuilder text = new StringBuilder("\"");
        meaning.codePoints().forEach(c -> {
            boolean mustEscape = c < 0x20 || c == '"' || c == '\\';
            if (mustEscape || random.nextInt(20) == 0) {
                boolean brief = (c == '"' || c == '\\' || c == '/') && random.nextBoolean();
                text.append(brief ? "\\" + (char) c : escaped(c));
            } else {
                text.appendCodePoint(c);
            }
        });
        return text.append('"').toString();
    }

    private static String escaped(int codePoint) {
        StringBuilder text = new StringBuilder();
        Character.toString(codePoint).chars().forEach(unit -> text.append(String.format("\\u%04x", unit)));
        return text.toString();
    }

    String value(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> string(meaning());
            case 1 -> NUMBERS[random.nextInt(NUMBERS.length)];
            case 2 -> "true";
            case 3 -> "null";
            case 4 -> random.nextBoolean() ? "{" + space() + "}" : "[" + space() + "]";
            case 5 -> object(members(depth - 1));
            default -> array(List.of(value(depth - 1), value(depth - 1)));
        };
    }

    Map<String, String> members(int depth) {
        Map<String, String> members = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            members.put(meaning(), value(depth));
        }
        return members;
    }

    /** Members in random order. */
    String object(Map<String, String> members) {
        List<String> written = new ArrayList<>();
        members.forEach(
                (name, value) -> written.add(space() + string(name) + space() + ":" + space() + value + space()));
        Collections.shuffle(written, new java.util.Random(random.nextLong()));
        return "{" + String.join(",", written) + "}";
    }

    String array(List<String> values) {
        return "[" + space() + String.join(space() + "," + space(), values) + space() + "]";
    }
}
