package io.godwit.bench;

import io.godwit.bench.edits.EditLoad;
import io.godwit.bench.edits.EditSettings;
import io.godwit.bench.memory.MemorySampler;
import io.godwit.bench.memory.MemorySamples;
import io.godwit.bench.memory.RoleProcess;
import io.godwit.bench.memory.RoleProcesses;
import io.godwit.console.control.ControlLine;
import io.godwit.console.workflow.WorkflowStatus;
import io.godwit.flow.ClientProperties;
import io.godwit.schemas.Topics;
import io.godwit.schemas.wire.Wire;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One migration by four roles, each a process of its own with a small heap, while a client edits a little. */
final class MemoryRun {
    private static final String MIGRATION = "memory";
    private static final List<String> ROLES = List.of("console", "capture-proxy", "projector", "replayer");
    private static final Duration PATIENCE = Duration.ofMinutes(60);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration LATE = Duration.ofSeconds(60);

    private final BenchServers servers;
    private final BenchIndex source;
    private final BenchIndex target;
    private final MemoryOptions options;

    /**
     * What was measured.
     *
     * @param moved empty when a role ended before all was moved and found equal
     * @param ended roles that ended by themselves
     * @param outOfMemory roles that ran out of memory, whether they ended or not
     */
    record Result(List<MemorySamples> roles, Optional<Moved> moved, List<String> ended, List<String> outOfMemory) {}

    /**
     * The backfill.
     *
     * @param from second at which it was under way
     * @param to second at which it still was
     * @param atMostSeconds how long it can have taken
     * @param missing documents that the source has and the target has not, or the other way round
     */
    record Moved(double from, double to, double atMostSeconds, long missing) {}

    MemoryRun(BenchServers servers, MemoryOptions options) {
        this.servers = servers;
        this.source = servers.atSource();
        this.target = servers.atTarget();
        this.options = options;
    }

    Result run() throws InterruptedException {
        target.remove();
        try (WorkDirectory work = WorkDirectory.make();
                RoleProcesses roles = new RoleProcesses(options.heapMebibytes, work.path())) {
            URI proxy = start(roles);
            try (MemorySampler sampler = MemorySampler.start(roles.all(), work.path())) {
                Optional<Moved> moved = moved(proxy, roles, sampler);
                return new Result(sampler.finish(), moved, roles.ended(), roles.ranOutOfMemory());
            }
        }
    }

    /** Returns where clients write. */
    private URI start(RoleProcesses roles) throws InterruptedException {
        for (String role : ROLES) {
            roles.launch(role, properties(role));
        }
        String proxy = "";
        for (RoleProcess role : roles.all()) {
            String ready = role.awaitReady();
            if (role.role().equals("capture-proxy")) {
                proxy = ready.substring(ready.lastIndexOf(' ') + 1);
            }
        }
        return URI.create(proxy);
    }

    private Map<String, String> properties(String role) {
        Map<String, String> properties =
                new TreeMap<>(Map.of("migration", MIGRATION, "bootstrap.servers", servers.kafka.bootstrapServers()));
        switch (role) {
            case "console" -> {
                properties.put("source.url", servers.from.address().toString());
                properties.put("target.url", servers.to.address().toString());
                properties.put("indices.include", source.name());
            }
            case "capture-proxy" -> properties.put("capture.listen", "127.0.0.1:0");
            default -> {}
        }
        return properties;
    }

    /** Whatever fails when a role has ended fails for that: this is what was to be found out, and no reason to tell nothing. */
    private Optional<Moved> moved(URI proxy, RoleProcesses roles, MemorySampler sampler) throws InterruptedException {
        try {
            BackfillSpan span = move(proxy, roles);
            return Optional.of(new Moved(
                    sampler.secondOf(span.from()), sampler.secondOf(span.to()), span.atMostSeconds(), missing()));
        } catch (RuntimeException e) {
            if (roles.ended().isEmpty()) {
                throw e;
            }
            System.out.println(e.getMessage());
            return Optional.empty();
        }
    }

    private BackfillSpan move(URI proxy, RoleProcesses roles) throws InterruptedException {
        try (ControlLine line = ControlLine.open(
                ClientProperties.of(servers.kafka.bootstrapServers()), Topics.of(MIGRATION), Wire.embedded())) {
            while (line.published().equals(Instant.EPOCH)) {
                roles.requireAlive();
                Thread.sleep(POLL);
            }
            BackfillWatch watch = new BackfillWatch(() -> status(line, roles), PATIENCE);
            BackfillSpan span = besideEdits(proxy, watch);
            watch.requireEqual();
            return span;
        }
    }

    private BackfillSpan besideEdits(URI proxy, BackfillWatch watch) throws InterruptedException {
        try (EditLoad load = edits(proxy)) {
            BackfillSpan span = watch.awaitBackfilled();
            load.finish(LATE);
            return span;
        }
    }

    private static WorkflowStatus status(ControlLine line, RoleProcesses roles) {
        roles.requireAlive();
        return line.status();
    }

    private EditLoad edits(URI proxy) {
        return EditLoad.start(new EditSettings(
                proxy,
                servers.to.address(),
                target.name(),
                servers.typed(),
                options.docs,
                options.editsPerSecond,
                SmallDocuments::document));
    }

    private long missing() {
        long atSource = source.count();
        long atTarget = target.count();
        return Math.abs(atSource - atTarget) + Math.abs(atSource - options.docs);
    }
}
