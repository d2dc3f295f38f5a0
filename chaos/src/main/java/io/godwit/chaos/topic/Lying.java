package io.godwit.chaos.topic;

/** Where a record lies. */
record Lying(String topic, int partition, long offset) {}
