package io.godwit.app.explain;

import io.godwit.app.explain.Conclusion.Equality;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The answer to a question: an account of each record that it is about. */
public final class Explanation {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Question question;
    private final List<Account> accounts;
    private final int found;
    private final long unreadable;

    /**
     * @param found how many records there are, of which not all may have an account
     * @param unreadable how many records of topics could not be read
     */
    Explanation(Question question, List<Account> accounts, int found, long unreadable) {
        this.question = question;
        this.accounts = List.copyOf(accounts);
        this.found = found;
        this.unreadable = unreadable;
    }

    /** Whether one of the records is known to differ between both sides. */
    public boolean different() {
        return accounts.stream().anyMatch(account -> Conclusion.of(account).equality() == Equality.DIFFERENT);
    }

    /** For people. {@code last} is how many lines of its history are told of each record at most, the newest. */
    public String text(int last) {
        List<String> parts = new ArrayList<>();
        if (accounts.isEmpty()) {
            parts.add("Nothing is known of a record '" + question.id()
                    + "': no topic tells of it, and no cluster that was asked has it.");
        }
        accounts.forEach(account -> parts.add(AccountText.of(account, last)));
        if (found > accounts.size()) {
            parts.add(found - accounts.size() + " more records have this id: give the index, or the routing.");
        }
        if (unreadable > 0) {
            parts.add(
                    "NOTE: " + unreadable
                            + " records of the topics could not be read, so that what they tell is missing; the log names them.");
        }
        return String.join("\n\n", parts);
    }

    /** One object on one line. */
    public String json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", question.id());
        ArrayNode records = json.putArray("records");
        accounts.forEach(account -> records.add(AccountJson.of(account)));
        json.put("found", found);
        json.put("unreadable", unreadable);
        return json.toString();
    }
}
