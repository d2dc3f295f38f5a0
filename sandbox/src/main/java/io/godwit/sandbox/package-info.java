/**
 * Real servers on this machine: Kafka, search clusters and a schema registry, for the demo, the tests and the benches.
 *
 * <p>{@link io.godwit.sandbox.Sandbox} is the door.
 */
@NullMarked
package io.godwit.sandbox;

import org.jspecify.annotations.NullMarked;
