package io.godwit.console.control;

/** The keys of the status topic. */
final class StatusKeys {
    static final String STATUS = "status";

    private StatusKeys() {}

    static String answerTo(String command) {
        return "answer/" + command;
    }
}
