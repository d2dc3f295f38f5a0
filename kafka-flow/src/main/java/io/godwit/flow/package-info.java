/**
 * Kafka for the roles: {@link io.godwit.flow.LaneFlow} merges lanes of ranked topics into deliveries that are
 * acknowledged, never committed by hand; {@link io.godwit.flow.Publisher} and {@link io.godwit.flow.DeadLetters} write,
 * {@link io.godwit.flow.TableReader} and {@link io.godwit.flow.LogReader} read a topic without a group,
 * {@link io.godwit.flow.TopicAdmin} and {@link io.godwit.flow.Lags} look after topics and groups. All of them take their
 * client settings from {@link io.godwit.flow.ClientProperties}. No Kafka type leaves this package.
 */
@NullMarked
package io.godwit.flow;

import org.jspecify.annotations.NullMarked;
