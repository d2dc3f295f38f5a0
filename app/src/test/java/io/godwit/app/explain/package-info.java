@NullMarked
package io.godwit.app.explain;

import org.jspecify.annotations.NullMarked;
