package io.godwit.flow;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces what looks like a secret in a text that leaves the process. */
final class SecretMask {
    private static final String HIDDEN = "[hidden]";
    // possessive throughout: the text may be hostile, and must be read in linear time
    private static final Pattern AFTER_SCHEME = Pattern.compile("(?<=://)\\S++");
    private static final Pattern SCHEME =
            Pattern.compile("(?i)\\b(Basic|Bearer|ApiKey|AWS4-HMAC-SHA256)\\s++[^\\s,;\"']++");
    private static final Pattern NAMED = Pattern.compile(
            "(?i)((?:password|passwd|secret|token|api[-_]?key|authorization|cookie|credential)[\\w.-]{0,40}+\"?\\s*+[:=]\\s*+)"
                    + "(\"[^\"]*+\"|'[^']*+'|[^\\s,;}\\])]++)");

    private SecretMask() {}

    static String apply(String text) {
        String masked = AFTER_SCHEME
                .matcher(text)
                .replaceAll(address -> Matcher.quoteReplacement(withoutUser(address.group())));
        masked = SCHEME.matcher(masked).replaceAll("$1 " + HIDDEN);
        return NAMED.matcher(masked).replaceAll("$1" + HIDDEN);
    }

    /** Up to the last at sign, because a password may hold some, and slashes; rather too much than too little. */
    private static String withoutUser(String address) {
        int at = address.lastIndexOf('@');
        return at < 0 ? address : HIDDEN + address.substring(at);
    }
}
