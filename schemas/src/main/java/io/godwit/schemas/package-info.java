/**
 * The language the roles share: what travels on the topics ({@code avro}), what the topics are called
 * ({@link io.godwit.schemas.Topics}) and what identifies and orders changes ({@link io.godwit.schemas.RecordKey},
 * {@link io.godwit.schemas.Revision}).
 */
@NullMarked
package io.godwit.schemas;

import org.jspecify.annotations.NullMarked;
