package io.godwit.console.control;

import io.godwit.console.workflow.Order;
import io.godwit.schemas.avro.Command;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Orders as they travel: a verb and arguments. */
final class Orders {
    private static final String MBPS = "replayer.max.mbps";
    private static final String INFLIGHT = "replayer.max.inflight.requests";

    private static final String BETWEEN_ROLES = "role/";

    private Orders() {}

    /** Whether it is no operator's, and answered by others. */
    static boolean isBetweenRoles(Command command) {
        return command.getVerb().startsWith(BETWEEN_ROLES);
    }

    static String verb(Order order) {
        return switch (order) {
            case Order.SwingOver(boolean back) -> back ? "swing-back" : "swing";
            case Order.Verify() -> "verify";
            case Order.Repair() -> "repair";
            case Order.Limit _ -> "set";
        };
    }

    static Map<String, String> arguments(Order order) {
        Map<String, String> arguments = new HashMap<>();
        if (order instanceof Order.Limit limit) {
            limit.maxMbps().ifPresent(mbps -> arguments.put(MBPS, mbps.toString()));
            limit.maxInflightRequests().ifPresent(requests -> arguments.put(INFLIGHT, requests.toString()));
        }
        return arguments;
    }

    /** An unknown verb or an argument that is no number is an {@link IllegalArgumentException} that names it. */
    static Order of(Command command) {
        return switch (command.getVerb()) {
            case "swing" -> new Order.SwingOver(false);
            case "swing-back" -> new Order.SwingOver(true);
            case "verify" -> new Order.Verify();
            case "repair" -> new Order.Repair();
            case "set" ->
                new Order.Limit(number(command, MBPS, Double::valueOf), number(command, INFLIGHT, Integer::valueOf));
            default ->
                throw new IllegalArgumentException("command '" + command.getVerb()
                        + "' is unknown; must be swing, swing-back, verify, repair or set");
        };
    }

    /** Empty when the command does not name it. */
    private static <T> Optional<T> number(Command command, String name, Function<String, T> parse) {
        Optional<String> value = Optional.ofNullable(command.getArguments().get(name));
        try {
            return value.map(parse);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is '" + value.orElse("") + "'; must be a number", e);
        }
    }
}
