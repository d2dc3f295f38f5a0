package io.godwit.replayer.sink;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one place that decides what a target's answer means: applied, stale, worth another try, or never. Pure.
 *
 * <p>What is not known to be hopeless is tried again: a change given up wrongly is a lost write, one tried once more is
 * not.
 */
final class OutcomeRules {
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;
    private static final String FIELD = "failed to parse field";
    private static final String DOCUMENT = "in document with id";
    private static final int LONGEST_REASON = 256;
    private static final Pattern VERSIONS = Pattern.compile(
            "current version \\[(\\d+)\\] is (?:higher than|higher or equal to|different than).* \\[(\\d+)\\]");

    /** Refused because of the document itself or of the index's definition: the next try ends the same way. */
    private static final Set<String> HOPELESS = Set.of(
            "mapper_parsing_exception",
            "document_parsing_exception",
            "strict_dynamic_mapping_exception",
            "illegal_argument_exception",
            "action_request_validation_exception",
            "parse_exception",
            "parsing_exception",
            "invalid_index_name_exception",
            "routing_missing_exception",
            "json_parse_exception",
            "not_x_content_exception",
            "max_bytes_length_exceeded_exception");

    /** Answered as a bad request although it passes: somebody has closed the index for a while, or blocked it. */
    private static final Set<String> PASSING = Set.of("index_closed_exception", "cluster_block_exception");

    private OutcomeRules() {}

    /**
     * What one item's answer means.
     *
     * @param status HTTP status of the item
     * @param type error type; empty without an error
     * @param reason error text
     */
    static Outcome ofItem(int status, String type, String reason) {
        if (status < 300 || (status == NOT_FOUND && type.isEmpty() && reason.isEmpty())) {
            return Outcome.APPLIED;
        }
        if (status == CONFLICT) {
            return stale(reason);
        }
        String text = type + ": " + reason;
        boolean hopeless = HOPELESS.contains(type) || (status == BAD_REQUEST && !PASSING.contains(type));
        return hopeless ? new Outcome.Rejected(shaped(text)) : new Outcome.Unavailable(status + " " + text);
    }

    /**
     * Whether a refusal of a whole request can be due to what is in it. Any other status says something about the
     * target, the way to it, or our rights there: the same request may pass later, and no record is to blame.
     */
    static boolean blamesContent(int status) {
        return status == BAD_REQUEST || status == TOO_LARGE;
    }

    /** Without the record's id, so that equal failures can be grouped, and short enough for a keyword field. */
    static String shaped(String reason) {
        int document = reason.contains(FIELD) ? reason.indexOf(DOCUMENT) : -1;
        String text = document < 0 ? reason : reason.substring(0, document).stripTrailing();
        return text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON - 3) + "..." : text;
    }

    private static Outcome stale(String reason) {
        Matcher matcher = VERSIONS.matcher(reason);
        if (!matcher.find()) {
            return new Outcome.Stale(-1, false);
        }
        long current = Long.parseLong(matcher.group(1));
        return new Outcome.Stale(current, current == Long.parseLong(matcher.group(2)));
    }
}
