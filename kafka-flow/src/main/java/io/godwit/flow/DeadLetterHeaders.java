package io.godwit.flow;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** The headers of a dead letter, by Kafka Connect's names. */
final class DeadLetterHeaders {
    private static final String PREFIX = "__connect.errors.";
    private static final int MAX_MESSAGE = 4_096;
    private static final int MAX_STACK_TRACE = 32_768;

    private DeadLetterHeaders() {}

    static List<Header> of(RecordOrigin origin, String role, String stage, Throwable cause) {
        List<Header> headers = new ArrayList<>(origin.headers());
        headers.removeIf(header -> header.name().startsWith(PREFIX));
        headers.add(Header.of(PREFIX + "topic", origin.topic()));
        headers.add(Header.of(PREFIX + "partition", Integer.toString(origin.partition())));
        headers.add(Header.of(PREFIX + "offset", Long.toString(origin.offset())));
        headers.add(Header.of(PREFIX + "connector.name", role));
        headers.add(Header.of(PREFIX + "task.id", "0"));
        headers.add(Header.of(PREFIX + "stage", stage));
        headers.add(Header.of(PREFIX + "class.name", thrower(cause)));
        headers.add(Header.of(PREFIX + "exception.class.name", cause.getClass().getName()));
        headers.add(Header.of(PREFIX + "exception.message", message(cause)));
        headers.add(Header.of(PREFIX + "exception.stacktrace", stackTrace(cause)));
        return headers;
    }

    private static String thrower(Throwable cause) {
        StackTraceElement[] frames = cause.getStackTrace();
        return frames.length == 0 ? "unknown" : frames[0].getClassName();
    }

    private static String message(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? "" : shortened(SecretMask.apply(message), MAX_MESSAGE);
    }

    private static String stackTrace(Throwable cause) {
        StringWriter text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text, true));
        return shortened(SecretMask.apply(text.toString()), MAX_STACK_TRACE);
    }

    /** Only what is masked already: cut first, a secret may no longer look like one. */
    private static String shortened(String text, int max) {
        return text.length() <= max ? text : text.substring(0, max) + "…";
    }
}
