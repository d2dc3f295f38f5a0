/**
 * What a request line means: whether it may change anything ({@link io.godwit.capture.request.RequestClassifier}) and how
 * a cluster without mapping types wants it said ({@link io.godwit.capture.request.TypelessPaths}). Pure functions.
 */
@NullMarked
package io.godwit.capture.request;

import org.jspecify.annotations.NullMarked;
