package io.godwit.sandbox;

import java.net.URI;

/**
 * A running schema registry that speaks the Confluent protocol; schemas it has acknowledged outlive a kill and restart.
 *
 * <p>It is an Apicurio registry, which differs in places: a subject without a level of its own answers {@code NONE}
 * instead of an error, the global level is {@code NONE} until it is set, and ids have gaps.
 */
public interface RegistryServer extends Server {
    /** The value for {@code schema.registry.url}; the Confluent protocol's paths begin below it. */
    URI address();
}
