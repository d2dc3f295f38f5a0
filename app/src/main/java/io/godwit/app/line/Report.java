package io.godwit.app.line;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a process says of itself, about twice a second.
 *
 * @param name of the process, the same over restarts
 * @param incarnation of the process, another one after each start
 * @param applied the last assignment that it carried out
 * @param refused the last assignment that it could not carry out and does not try again
 * @param problem why not, or why it is still trying; null when all is well
 * @param ended whether it said goodbye: an orderly end
 * @param body the rest, as its role defines it
 */
public record Report(
        Role role,
        String name,
        String incarnation,
        Mark applied,
        Mark refused,
        @Nullable String problem,
        boolean ended,
        JsonNode body) {}
