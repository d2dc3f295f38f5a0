/**
 * What goes wrong on topics: records that come again ({@link io.godwit.chaos.topic.Disturber}) and records that nobody
 * can read ({@link io.godwit.chaos.topic.Poisoner}).
 */
@NullMarked
package io.godwit.chaos.topic;

import org.jspecify.annotations.NullMarked;
