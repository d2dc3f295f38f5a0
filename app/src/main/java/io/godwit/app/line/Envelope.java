package io.godwit.app.line;

import tools.jackson.databind.JsonNode;

/** An assignment as it travels. */
record Envelope(Mark mark, JsonNode body) {}
