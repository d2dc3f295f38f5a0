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
    private static final int TOO_MANY = 429;
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

    private OutcomeRules() {}

    /**
     * What one item's answer means.
     *
     * @param status HTTP status of the item
     * @param type error type; empty without an error
     * @param reason error text
     */
    static Outcome ofItem(int status, String type, String reason) {
        if (status < 300 || (status == NOT_FOUND && type.isEmpty())) {
            return Outcome.APPLIED;
        }
        if (status == CONFLICT) {
            return stale(reason);
        }
        String text = type + ": " + reason;
        boolean hopeless = HOPELESS.contains(type) || (status == 400 && !type.endsWith("_block_exception"));
        return hopeless ? new Outcome.Rejected(text) : new Outcome.Unavailable(status + " " + text);
    }

    /** Whether a whole request that was refused may pass later, as it is. */
    static boolean retriable(int status) {
        return status == TOO_MANY || status >= 500 || status == 401 || status == 403 || status == 408;
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
