package io.godwit.app.line;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What is asked of processes of a role.
 *
 * @param id of the question
 * @param by name of who asks
 * @param of incarnations of those who shall answer: another one has begun after it was asked, and knows nothing of it
 * @param what which question, one of the role's own
 * @param arguments to it
 */
record Question(String id, String by, List<String> of, String what, JsonNode arguments) {}
