/**
 * Definitions of collections: from the form one cluster has them in to the form the other one takes, and applied there
 * before any document.
 */
@NullMarked
package io.godwit.replayer.metadata;

import org.jspecify.annotations.NullMarked;
