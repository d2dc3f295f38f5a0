package io.godwit.bench;

import io.godwit.bench.edits.EditLoad;
import io.godwit.bench.edits.EditSettings;
import io.godwit.bench.memory.MemorySampler;
import io.godwit.bench.memory.MemorySamples;
import io.godwit.bench.memory.RoleProcess;
import io.godwit.console.control.ControlLine;
import io.godwit.console.workflow.WorkflowStatus;
import io.godwit.flow.ClientProperties;
import io.godwit.schemas.Topics;
import io.godwit.schemas.wire.Wire;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private final List<RoleProcess> roles = new ArrayList<>();

    /**
     * What was measured.
     *
     * @param from second at which the backfill began
     * @param to second at which its last document was at the target
     * @param missing documents that the source has and the target has not, or the other way round
     * @param outOfMemory roles that ran out of memory
     */
    record Result(List<MemorySamples> roles, double from, double to, long missing, long outOfMemory) {}

    MemoryRun(BenchServers servers, MemoryOptions options) {
        this.servers = servers;
        this.source = servers.atSource();
        this.target = servers.atTarget();
        this.options = options;
    }

    Result run() throws InterruptedException {
        target.remove();
        try (WorkDirectory work = WorkDirectory.make()) {
            try {
                URI proxy = start(work);
                try (MemorySampler sampler = MemorySampler.start(roles, work.path())) {
                    return measured(proxy, sampler);
                }
            } finally {
                roles.reversed().forEach(RoleProcess::close);
            }
        }
    }

    /** Returns where clients write. */
    private URI start(WorkDirectory work) throws InterruptedException {
        for (String role : ROLES) {
            roles.add(
                    RoleProcess.launch(role, options.heapMegabytes, work.path().resolve(role), properties(role)));
        }
        String proxy = "";
        for (RoleProcess role : roles) {
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

    private Result measured(URI proxy, MemorySampler sampler) throws InterruptedException {
        BackfillSpan span;
        try (ControlLine line = ControlLine.open(
                ClientProperties.of(servers.kafka.bootstrapServers()), Topics.of(MIGRATION), Wire.embedded())) {
            awaitStatus(line);
            BackfillWatch watch = new BackfillWatch(() -> status(line), PATIENCE);
            try (EditLoad load = edits(proxy)) {
                span = watch.awaitBackfilled();
                load.finish(LATE);
            }
            watch.requireEqual();
        }
        double from = sampler.secondOf(span.from());
        double to = sampler.secondOf(span.to());
        return new Result(sampler.finish(), from, to, missing(), outOfMemory());
    }

    private void awaitStatus(ControlLine line) throws InterruptedException {
        while (line.published().equals(Instant.EPOCH)) {
            roles.forEach(RoleProcess::requireAlive);
            Thread.sleep(POLL);
        }
    }

    private WorkflowStatus status(ControlLine line) {
        roles.forEach(RoleProcess::requireAlive);
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

    private long outOfMemory() {
        return roles.stream().filter(RoleProcess::ranOutOfMemory).count();
    }
}
