/**
 * How a running migration is asked and told over Kafka: {@link io.godwit.console.control.ControlDesk} is in its process,
 * {@link io.godwit.console.control.ControlLine} in the operator's.
 */
@NullMarked
package io.godwit.console.control;

import org.jspecify.annotations.NullMarked;
