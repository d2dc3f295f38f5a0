package io.godwit.chaos.check;

import io.godwit.flow.ClientProperties;
import io.godwit.flow.LogReader;
import io.godwit.schemas.Topics;
import io.godwit.schemas.avro.Gap;
import io.godwit.schemas.avro.Traffic;
import io.godwit.schemas.wire.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a side got from the proxies, held against what the traffic topic says that it got: nothing may have gone out that
 * was not recorded (I1), and the figures must agree (I12).
 */
public final class Accounts {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int SHOWN = 10;

    private final List<String> unrecorded = new ArrayList<>();
    private final List<String> neverSent = new ArrayList<>();
    private TrafficFold.Count recorded = TrafficFold.Count.NONE;
    private long forwarded;
    private long gaps;

    /** Adds one side: what went out to it, and what lies on the topics of the flow that begins there. Blocks. */
    public void add(Forwarded out, ClientProperties kafka, Topics flow) {
        TrafficFold traffic = new TrafficFold();
        String topic = flow.traffic().name();
        read(kafka, topic, Wire.embedded().format(topic, Traffic.class)::decode, traffic::add);
        Queue<Gap> found = new ConcurrentLinkedQueue<>();
        String gapTopic = flow.gaps().name();
        read(kafka, gapTopic, Wire.embedded().format(gapTopic, Gap.class)::decode, found::add);
        add(
                out.counts(),
                traffic.counts(),
                found.stream().map(Gap::getRequestLine).toList());
    }

    void add(Map<String, Long> out, Map<String, TrafficFold.Count> counts, List<String> gapLines) {
        Set<String> marked = gapLines.stream().map(Accounts::withoutProtocol).collect(Collectors.toSet());
        gaps += gapLines.size();
        Set<String> lines = new TreeSet<>(out.keySet());
        lines.addAll(counts.keySet());
        for (String line : lines) {
            long went = out.getOrDefault(line, 0L);
            TrafficFold.Count count = counts.getOrDefault(line, TrafficFold.Count.NONE);
            forwarded += went;
            recorded = recorded.plus(count);
            if (went > count.captured() && !marked.contains(line)) {
                unrecorded.add(line + " went out " + went + " times, recorded " + count.captured() + " times");
            }
            if (count.answered() > went || (went > count.captured() - count.notSent() && !marked.contains(line))) {
                neverSent.add(line + " recorded " + count + ", went out " + went + " times");
            }
        }
    }

    /** Every mutation that went out is recorded, or a gap says that it is not. */
    public Finding noLoss(long acknowledged) {
        return new Finding(
                "I1",
                "every acknowledged mutation is in the traffic or a gap says so",
                unrecorded.isEmpty() && sawAnything(),
                forwarded + " mutations reached a side, " + recorded.captured() + " recorded, " + gaps + " gaps; "
                        + acknowledged + " acknowledged to clients" + shown(unrecorded));
    }

    /** What is recorded as answered went out, what is recorded as not sent did not. */
    public Finding accounting() {
        return new Finding(
                "I12",
                "captured + gaps = forwarded",
                neverSent.isEmpty() && sawAnything(),
                "captured " + recorded.captured() + " (answered " + recorded.answered() + ", not sent "
                        + recorded.notSent() + "), forwarded " + forwarded + ", gaps " + gaps + shown(neverSent));
    }

    private boolean sawAnything() {
        return forwarded + gaps + recorded.captured() > 0;
    }

    private static String shown(List<String> lines) {
        return lines.isEmpty()
                ? ""
                : "; " + lines.size() + " do not agree: "
                        + String.join("; ", lines.subList(0, Math.min(SHOWN, lines.size())));
    }

    private static String withoutProtocol(String requestLine) {
        String[] words = requestLine.split(" ", -1);
        return words.length < 2 ? requestLine : RequestLines.of(words[0], words[1]);
    }

    private static <T> void read(ClientProperties kafka, String topic, Function<byte[], T> decoder, Consumer<T> each) {
        try (LogReader<T> reader = LogReader.open(kafka, topic, decoder, entry -> each.accept(entry.value()))) {
            if (!reader.awaitCaughtUp(PATIENCE)) {
                throw new IllegalStateException("topic " + topic + " was not read within " + PATIENCE);
            }
        }
    }
}
