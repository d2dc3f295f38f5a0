package io.godwit.console.workflow;

/**
 * What became of an order.
 *
 * @param done whether it was carried out and found what the operator hopes for
 * @param text the result or the reason, in one line
 */
public record Answer(boolean done, String text) {}
