package io.godwit.app.line;

import tools.jackson.databind.JsonNode;

/**
 * What is asked of every process of a role.
 *
 * @param id of the question
 * @param by name of who asks: does not answer it
 * @param what which question, one of the role's own
 * @param arguments to it
 */
public record Question(String id, Role role, String by, String what, JsonNode arguments) {}
