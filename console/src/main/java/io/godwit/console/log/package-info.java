/** The migration's log on its Kafka topic. */
@NullMarked
package io.godwit.console.log;

import org.jspecify.annotations.NullMarked;
