package io.godwit.flow;

import java.util.regex.Pattern;

/** Replaces what looks like a secret in a text that leaves the process. */
final class SecretMask {
    private static final String HIDDEN = "[hidden]";
    // possessive and bounded throughout: the text may be hostile, and must be read in linear time
    private static final Pattern URL_USER = Pattern.compile("(?<=://)[^/@\\s]{1,512}+(?=@)");
    private static final Pattern SCHEME =
            Pattern.compile("(?i)\\b(Basic|Bearer|ApiKey|AWS4-HMAC-SHA256)\\s++[^\\s,;\"']++");
    private static final Pattern NAMED = Pattern.compile(
            "(?i)((?:password|passwd|secret|token|api[-_]?key|authorization|cookie|credential)[\\w.-]{0,40}+\"?\\s*+[:=]\\s*+)"
                    + "(\"[^\"]*+\"|'[^']*+'|[^\\s,;}\\])]++)");

    private SecretMask() {}

    static String apply(String text) {
        String masked = URL_USER.matcher(text).replaceAll(HIDDEN);
        masked = SCHEME.matcher(masked).replaceAll("$1 " + HIDDEN);
        return NAMED.matcher(masked).replaceAll("$1" + HIDDEN);
    }
}
