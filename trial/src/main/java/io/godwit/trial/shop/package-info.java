/** The shop: documents as its clients would write them, the indices they live in, and the paths that clients use. */
@NullMarked
package io.godwit.trial.shop;

import org.jspecify.annotations.NullMarked;
