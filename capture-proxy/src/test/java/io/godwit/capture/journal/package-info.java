@NullMarked
package io.godwit.capture.journal;

import org.jspecify.annotations.NullMarked;
