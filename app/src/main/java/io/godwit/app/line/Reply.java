package io.godwit.app.line;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One process's answer to a question.
 *
 * @param name of the process
 * @param problem why it could not answer; null when it could
 * @param body the answer
 */
public record Reply(String name, @Nullable String problem, JsonNode body) {}
