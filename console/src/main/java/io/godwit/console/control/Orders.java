package io.godwit.console.control;

import io.godwit.console.role.ReplayLimits;
import io.godwit.console.workflow.Order;
import io.godwit.schemas.avro.Command;
import java.util.Map;
import java.util.function.Function;

/** Orders as they travel: a verb and arguments. */
final class Orders {
    private static final String MBPS = "replayer.max.mbps";
    private static final String INFLIGHT = "replayer.max.inflight.requests";

    private Orders() {}

    static String verb(Order order) {
        return switch (order) {
            case Order.SwingOver(boolean back) -> back ? "swing-back" : "swing";
            case Order.Verify() -> "verify";
            case Order.Repair() -> "repair";
            case Order.Limit(var _) -> "set";
        };
    }

    static Map<String, String> arguments(Order order) {
        return order instanceof Order.Limit(ReplayLimits limits)
                ? Map.of(
                        MBPS, Double.toString(limits.maxMbps()),
                        INFLIGHT, Integer.toString(limits.maxInflightRequests()))
                : Map.of();
    }

    /** An unknown verb or a missing argument is an {@link IllegalArgumentException} that names it. */
    static Order of(Command command) {
        return switch (command.getVerb()) {
            case "swing" -> new Order.SwingOver(false);
            case "swing-back" -> new Order.SwingOver(true);
            case "verify" -> new Order.Verify();
            case "repair" -> new Order.Repair();
            case "set" ->
                new Order.Limit(new ReplayLimits(
                        number(command, MBPS, Double::valueOf), number(command, INFLIGHT, Integer::valueOf)));
            default ->
                throw new IllegalArgumentException("command '" + command.getVerb()
                        + "' is unknown; must be swing, swing-back, verify, repair or set");
        };
    }

    private static <T> T number(Command command, String name, Function<String, T> parse) {
        String value = command.getArguments().get(name);
        if (value == null) {
            throw new IllegalArgumentException("command '" + command.getVerb() + "' lacks '" + name + "'");
        }
        try {
            return parse.apply(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is '" + value + "'; must be a number", e);
        }
    }
}
