package io.godwit.flow;

import java.util.regex.Pattern;

/** Replaces what looks like a secret in a text that leaves the process. */
final class SecretMask {
    private static final String HIDDEN = "[hidden]";
    private static final Pattern URL_USER = Pattern.compile("(?<=://)[^/@\\s]+(?=@)");
    private static final Pattern SCHEME =
            Pattern.compile("(?i)\\b(Basic|Bearer|ApiKey|AWS4-HMAC-SHA256)\\s+[^\\s,;\"']+");
    private static final Pattern NAMED = Pattern.compile(
            "(?i)(\"?[\\w.-]*(?:password|passwd|secret|token|api[-_]?key|authorization|cookie|credential)[\\w.-]*\"?\\s*[:=]\\s*)"
                    + "(\"[^\"]*\"|'[^']*'|[^\\s,;}\\])]+)");

    private SecretMask() {}

    static String apply(String text) {
        String masked = URL_USER.matcher(text).replaceAll(HIDDEN);
        masked = SCHEME.matcher(masked).replaceAll("$1 " + HIDDEN);
        return NAMED.matcher(masked).replaceAll("$1" + HIDDEN);
    }
}
