/** A Kafka broker with its controller, to be run on a class path (or in a class loader) of its own. */
@NullMarked
package io.godwit.sandbox.broker;

import org.jspecify.annotations.NullMarked;
