package io.godwit.app.line;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Questions that a desk asks, and the answers to these. Thread-safe. */
final class Asking {
    private final String name;
    private final Wires wires;
    private final RoleDesk desk;
    /** By key; empty until it is answered. What others have asked is none of this end's business. */
    private final Map<String, Optional<Reply>> replies = new ConcurrentHashMap<>();

    Asking(String name, Wires wires, RoleDesk desk) {
        this.name = name;
        this.wires = wires;
        this.desk = desk;
    }

    /** Asks them and waits for all their answers, as {@link RoleDesk#ask}. */
    List<Reply> these(List<Report> asked, String what, Object arguments, Duration atMost) {
        if (asked.isEmpty()) {
            return List.of();
        }
        String id = UUID.randomUUID().toString();
        List<String> incarnations = asked.stream().map(Report::incarnation).toList();
        asked.forEach(one -> replies.put(Verbs.replyKey(id, one.name()), Optional.empty()));
        try {
            Question question = new Question(id, name, incarnations, what, Wires.JSON.valueToTree(arguments));
            RoleDesk.requireTaken(wires.ask(question), "a question");
            List<Reply> answers = new ArrayList<>();
            long deadline = System.nanoTime() + atMost.toNanos();
            for (Report one : asked) {
                answers.add(reply(Verbs.replyKey(id, one.name()), one, what, deadline));
            }
            return answers;
        } finally {
            forget(id, asked);
        }
    }

    /** Takes an answer to what was asked here. */
    void hear(String key, String json) {
        replies.computeIfPresent(key, (_, _) -> Optional.of(Wires.JSON.readValue(json, Reply.class)));
    }

    private Optional<Reply> answer(String key) {
        return replies.getOrDefault(key, Optional.empty());
    }

    private Reply reply(String key, Report asked, String what, long deadline) {
        var unused = desk.await(() -> answer(key).isPresent() || isGone(asked), deadline);
        String who = asked.role().text() + " " + asked.name();
        Reply reply = answer(key)
                .orElseThrow(() -> new IllegalStateException(who + " did not answer '" + what + "' in time"));
        if (reply.problem() != null) {
            throw new IllegalStateException(who + ": " + reply.problem());
        }
        return reply;
    }

    /** Whether it cannot be heard any more, or was started again and does not know what the one before was asked. */
    private boolean isGone(Report asked) {
        return desk.members(asked.role()).stream()
                .noneMatch(heard -> heard.report().incarnation().equals(asked.incarnation()) && !heard.silent());
    }

    /** The topic is compacted: what nobody needs any more shall not stay for ever. */
    private void forget(String id, List<Report> asked) {
        for (Report one : asked) {
            String key = Verbs.replyKey(id, one.name());
            replies.remove(key);
            var _ = wires.forget(key).exceptionally(_ -> null);
        }
    }
}
