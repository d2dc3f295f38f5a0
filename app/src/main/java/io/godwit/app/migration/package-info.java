/**
 * One migration with all its roles in this process: reads where it stood, starts Kafka (or uses the one it is told),
 * the capture proxy, the two flows and the workflow, and connects them.
 */
@NullMarked
package io.godwit.app.migration;

import org.jspecify.annotations.NullMarked;
