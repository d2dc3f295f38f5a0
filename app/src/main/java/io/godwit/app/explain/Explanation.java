package io.godwit.app.explain;

import io.godwit.app.explain.Conclusion.Equality;
import io.godwit.schemas.Side;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The answer to a question: an account of each record that it is about. */
public final class Explanation {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Question question;
    private final List<Account> accounts;
    private final int found;
    private final Map<Side, Hits> searched;
    private final long unreadable;

    /**
     * @param found how many records there are, of which not all may have an account
     * @param searched what both clusters were asked for, if they could be
     * @param unreadable how many records of topics could not be read
     */
    Explanation(Question question, List<Account> accounts, int found, Map<Side, Hits> searched, long unreadable) {
        this.question = question;
        this.accounts = List.copyOf(accounts);
        this.found = found;
        this.searched = new EnumMap<>(searched);
        this.unreadable = unreadable;
    }

    /** Whether one of the records is known to differ between both sides. */
    public boolean different() {
        return accounts.stream().anyMatch(account -> Conclusion.of(account).equality() == Equality.DIFFERENT);
    }

    /** Whether there may be records of which it is not known whether they differ. */
    public boolean unknown() {
        return found > accounts.size()
                || searched.values().stream().anyMatch(hits -> hits.failure().isPresent() || hits.leftOut() > 0)
                || accounts.stream().anyMatch(account -> Conclusion.of(account).equality() == Equality.UNKNOWN);
    }

    /** For people. {@code last} is how many lines of its history are told of each record at most, the newest. */
    public String text(int last) {
        List<String> parts = new ArrayList<>();
        if (accounts.isEmpty()) {
            boolean everywhere =
                    searched.values().stream().allMatch(hits -> hits.failure().isEmpty());
            parts.add("Nothing is known of a record '" + question.id() + "': no topic tells of it, and "
                    + (everywhere ? "neither cluster has it." : "not both clusters could be asked for it."));
        }
        accounts.forEach(account -> parts.add(AccountText.of(account, last)));
        if (found > accounts.size()) {
            parts.add(found - accounts.size() + " more records have this id: give the index, or the routing.");
        }
        searched.forEach((side, hits) -> notes(Words.side(side), hits).forEach(parts::add));
        if (unreadable > 0) {
            parts.add("NOTE: " + unreadable
                    + " records of the topics could not be read, so that what they tell is missing;"
                    + " the log names them.");
        }
        return String.join("\n\n", parts);
    }

    private static List<String> notes(String side, Hits hits) {
        List<String> notes = new ArrayList<>();
        hits.failure()
                .ifPresent(why -> notes.add("NOTE: the " + side + " could not be searched for this id, so it may have"
                        + " records of which nothing is told here: " + why));
        if (hits.leftOut() > 0) {
            notes.add("NOTE: the " + side + " has " + hits.leftOut()
                    + " more records of this id that were not looked at: give the index.");
        }
        return notes;
    }

    /** One object on one line. */
    public String json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", question.id());
        ArrayNode records = json.putArray("records");
        accounts.forEach(account -> records.add(AccountJson.of(account)));
        json.put("found", found);
        ObjectNode searches = json.putObject("searched");
        searched.forEach((side, hits) -> searches.putObject(Words.side(side))
                .put("failure", hits.failure().orElse(null))
                .put("leftOut", hits.leftOut()));
        json.put("unreadable", unreadable);
        return json.toString();
    }
}
