package io.godwit.flow;

/**
 * What one consumer group makes of one topic.
 *
 * @param groupId consumer group
 * @param topic full name
 */
public record GroupTopic(String groupId, String topic) {}
