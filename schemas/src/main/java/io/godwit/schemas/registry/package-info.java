/**
 * Who knows which number stands for which schema: the jar itself ({@link io.godwit.schemas.registry.SchemaIds#embedded}),
 * or a Confluent-compatible schema registry.
 */
@NullMarked
package io.godwit.schemas.registry;

import org.jspecify.annotations.NullMarked;
