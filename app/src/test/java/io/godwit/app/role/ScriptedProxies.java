package io.godwit.app.role;

import io.godwit.app.line.Heard;
import io.godwit.app.line.Mark;
import io.godwit.app.line.Report;
import io.godwit.app.line.Role;
import io.godwit.app.role.Assignment.GateOrder;
import io.godwit.app.role.Assignment.ProxyOrder;
import io.godwit.schemas.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Proxies that do at once what they are told, unless the test has made them sleep, fail or go. */
final class ScriptedProxies implements ProxyLine {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    final List<String> told = new ArrayList<>();
    final Map<String, Proxy> proxies = new TreeMap<>();
    /** So many orders are lost on their way. */
    int failing;

    private ProxyOrder order = ProxyOrder.open(Side.SOURCE, 0, true);
    private Mark mark = new Mark(1, "console", 0);

    static final class Proxy {
        String incarnation = "1";
        boolean asleep;

        @Nullable
        GateOrder refuses;

        private Mark applied = Mark.NONE;
        private Mark refused = Mark.NONE;
        private @Nullable String problem;
        private ProxyOrder now = ProxyOrder.open(Side.SOURCE, 0, false);
    }

    ScriptedProxies(String... names) {
        for (String name : names) {
            proxies.put(name, new Proxy());
        }
        obey();
    }

    Proxy proxy(String name) {
        return proxies.computeIfAbsent(name, _ -> new Proxy());
    }

    @Override
    public ProxyOrder order() {
        return order;
    }

    @Override
    public Mark tell(ProxyOrder next) {
        if (failing > 0) {
            failing--;
            throw new IllegalStateException("Kafka is away");
        }
        order = next;
        mark = new Mark(mark.term(), mark.console(), mark.number() + 1);
        told.add(next.gate() + " " + next.side() + " " + next.epoch() + (next.capturing() ? "" : " not capturing"));
        obey();
        return mark;
    }

    /** Also for those who have slept. */
    void obey() {
        proxies.values().stream().filter(proxy -> !proxy.asleep).forEach(proxy -> {
            if (order.gate() == proxy.refuses) {
                proxy.refused = mark;
                proxy.problem = "does not " + order.gate();
            } else {
                proxy.applied = mark;
                proxy.problem = null;
                proxy.now = order;
            }
        });
    }

    @Override
    public List<Heard> members() {
        List<Heard> members = new ArrayList<>();
        proxies.forEach((name, proxy) ->
                members.add(new Heard(report(name, proxy), Duration.ofSeconds(proxy.asleep ? 12 : 0))));
        return members;
    }

    /** Nothing changes by waiting. */
    @Override
    public boolean await(Predicate<List<Heard>> condition, Duration atMost) {
        return condition.test(members());
    }

    private static Report report(String name, Proxy proxy) {
        ProxyOrder now = proxy.now;
        ProxyReport body = new ProxyReport(
                "http://" + name + ":9201",
                true,
                now.capturing(),
                now.gate() != GateOrder.OPEN,
                now.gate() == GateOrder.SEALED,
                now.side(),
                now.epoch(),
                1,
                10,
                2,
                3);
        return new Report(
                Role.CAPTURE_PROXY,
                name,
                proxy.incarnation,
                proxy.applied,
                proxy.refused,
                proxy.problem,
                false,
                JSON.valueToTree(body));
    }
}
