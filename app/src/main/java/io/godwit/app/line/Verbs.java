package io.godwit.app.line;

/** Verbs and keys of what is said between processes. The verbs begin as {@code ControlDesk} expects it of what is not for it. */
final class Verbs {
    static final String ASSIGN = "role/assign";
    static final String ASK = "role/ask";
    static final String JSON = "json";
    private static final String REPORT = "role/";

    private Verbs() {}

    static String reportKey(Role role, String name) {
        return REPORT + role.text() + "/" + name;
    }

    static boolean isReport(String key) {
        return key.startsWith(REPORT);
    }

    static String replyKey(String question, String name) {
        return "reply/" + question + "/" + name;
    }
}
